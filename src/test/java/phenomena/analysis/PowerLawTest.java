package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class PowerLawTest {

    private static final PowerLaw LAW = PowerLaw.in("N");

    @ParameterizedTest
    @CsvSource({"1.69, 406.4, .34", "0, 10, .076", ".1, 3, .5", "2, 50, 1"})
    void recovers_a_law_without_noise(double floor, double coefficient, double exponent) {
        double[] n = PlantedLaws.sizes(1e4, 100, 6, 1);
        PowerLawFit fit = LAW.fit(n, new PlantedLaws(floor, coefficient, exponent, 0, 0).at(n));
        assertThat(fit.isIdentified()).isTrue();
        assertThat(fit.exponent("N", .9).centre()).isCloseTo(exponent, within(1e-8));
        assertThat(fit.coefficient("N", .9).centre()).isCloseTo(coefficient, within(1e-6 * coefficient));
        assertThat(fit.floor(.9).centre()).isCloseTo(floor, within(1e-8));
        assertThat(fit.delta()).isEqualTo(PowerLaw.HOFFMANN_DELTA);
    }

    @Test
    void a_known_floor_is_kept_and_settles_the_exponent() {
        PlantedLaws planted = new PlantedLaws(1.3, 5, .2, .01, 0);
        double[] n = PlantedLaws.sizes(1e3, 30, 5, 3);
        double[] losses = planted.draw(n, PlantedLaws.random(0));
        PowerLawFit known = LAW.withFloor(1.3).fit(n, losses);
        assertThat(known.floor(.9)).isEqualTo(new Interval(1.3, 1.3, 1.3, 15));
        Interval settled = known.exponent("N", .9);
        assertThat(settled.holds(.2)).isTrue();
        Interval open = LAW.fit(n, losses).exponent("N", .9);
        assertThat(settled.high() - settled.low()).isLessThan((open.high() - open.low()) / 2);
    }

    /** The 5 × 5 sizes of a surface with Hoffmann et al.'s constants, and a ripple in place of noise. */
    private static double[][] surface(double ripple) {
        double[][] runs = new double[3][25];
        for (int k = 0; k < 25; k++) {
            runs[0][k] = 1e7 * Math.pow(10, (k / 5) / 2.);
            runs[1][k] = 1e9 * Math.pow(10, (k % 5) / 2.);
            double loss = 1.69 + 406.4 / Math.pow(runs[0][k], .34) + 410.7 / Math.pow(runs[1][k], .28);
            runs[2][k] = loss * Math.exp(ripple * Math.sin(7 * k));
        }
        return runs;
    }

    @Test
    void recovers_a_surface_with_the_published_constants() {
        double[][] runs = surface(0);
        PowerLawFit fit = PowerLaw.in("N", "D").fit(Arrays.copyOf(runs, 2), runs[2]);
        assertThat(fit.floor(.9).centre()).isCloseTo(1.69, within(1e-6));
        assertThat(fit.exponent("N", .9).centre()).isCloseTo(.34, within(1e-6));
        assertThat(fit.exponent("D", .9).centre()).isCloseTo(.28, within(1e-6));
        assertThat(fit.coefficient("N", .9).centre()).isCloseTo(406.4, within(1e-2));
        assertThat(fit.coefficient("D", .9).centre()).isCloseTo(410.7, within(1e-2));
        assertThat(fit.at(1e10, 1e12)).isCloseTo(1.69 + 406.4 / Math.pow(1e10, .34) + 410.7 / 2290.86765, within(1e-6));
    }

    @Test
    void finds_the_minimum_that_l_bfgs_finds_from_a_grid() {
        // scipy 1.17.1, minimize(method="L-BFGS-B", ftol=1e-16, gtol=1e-12) of 1000 times the summed Huber loss, delta
        // 1e-3, with
        // gradient, from 288 starts; Nelder-Mead from its end moves no further
        double[][] runs = surface(.01);
        PowerLawFit fit = PowerLaw.in("N", "D").withDelta(1e-3).fit(Arrays.copyOf(runs, 2), runs[2]);
        assertThat(fit.exponentRange(0, .9).centre()).isCloseTo(.34293916, within(1e-6));
        assertThat(fit.exponentRange(1, .9).centre()).isCloseTo(.22697534, within(1e-6));
        double cost = 0;
        for (int k = 0; k < 25; k++) {
            double r = Math.abs(Math.log(runs[2][k] / fit.at(runs[0][k], runs[1][k])));
            cost += r <= 1e-3 ? r * r / 2 : 1e-3 * r - 5e-7;
        }
        assertThat(cost).isCloseTo(1.2930240768732932e-4, within(1e-14));
    }

    @Test
    void a_single_failed_run_does_not_move_it() {
        PlantedLaws planted = new PlantedLaws(.5, 20, .4, .01, 0);
        double[] n = PlantedLaws.sizes(1e3, 100, 6, 3);
        double[] losses = planted.draw(n, PlantedLaws.random(1));
        double before = LAW.fit(n, losses).exponent("N", .9).centre();
        losses[16] *= 2;
        assertThat(LAW.fit(n, losses).exponent("N", .9).centre()).isCloseTo(before, within(.02));
        PowerLaw squares = LAW.withDelta(Double.POSITIVE_INFINITY);
        assertThat(Math.abs(squares.fit(n, losses).exponentRange(0, .9).centre() - before))
                .isGreaterThan(.05);
    }

    @Test
    void sizes_on_a_line_do_not_tell_a_surface() {
        double[] n = PlantedLaws.sizes(1e6, 1e3, 8, 2);
        double[] d = Arrays.stream(n).map(x -> 20 * x).toArray();
        double[] losses = new PlantedLaws(1.5, 100, .3, .005, 0).draw(n, PlantedLaws.random(2));
        PowerLawFit fit = PowerLaw.in("N", "D").fit(new double[][] {n, d}, losses);
        assertThat(fit.isIdentified()).isFalse();
        assertThat(fit.verdict()).startsWith("not identified: the exponent of ").endsWith("or state the floor");
        assertThat(fit.exponent("N", .9).centre()).isNaN();
        assertThat(fit.toString()).isEqualTo(fit.verdict());
    }

    @Test
    void losses_that_do_not_fall_have_no_exponent_but_a_prediction() {
        double[] n = PlantedLaws.sizes(1e3, 100, 6, 3);
        double[] losses = new PlantedLaws(1, 1e-9, .3, .02, 0).draw(n, PlantedLaws.random(3));
        PowerLawFit fit = LAW.fit(n, losses);
        assertThat(fit.isIdentified()).isFalse();
        assertThat(fit.coefficient("N", .9).centre()).isNaN();
        assertThat(fit.floor(.9).centre()).isNaN();
        assertThat(fit.predict(.9, 1, 1e6).holds(1)).isTrue();
    }

    @Test
    void a_floor_is_not_told_from_a_power_over_a_short_range() {
        double[] n = PlantedLaws.sizes(1e3, 12, 4, 2);
        PowerLawFit fit = LAW.fit(n, new PlantedLaws(1, 3, .1, .03, 0).draw(n, PlantedLaws.random(4)));
        assertThat(fit.isIdentified()).isFalse();
        assertThat(fit.verdict()).contains("the exponent of N may be anything from ");
    }

    @Test
    void a_table_gives_what_its_columns_give() {
        double[] n = PlantedLaws.sizes(1e3, 100, 5, 2);
        double[] losses = new PlantedLaws(.5, 20, .4, .01, 0).draw(n, PlantedLaws.random(5));
        Table rows = TidyRows.empty();
        for (int i = 0; i < n.length; i++) {
            TidyRows.add(rows, "run " + (int) n[i], i % 2, 100, "test", "loss", losses[i]);
        }
        Table ends = Finals.of(rows.addColumns(DoubleColumn.create("N", n)), "loss", "test");
        PowerLawFit fit = LAW.fit(ends);
        assertThat(fit.table(.9).doubleColumn("estimate").asList())
                .isEqualTo(LAW.fit(n, losses).table(.9).doubleColumn("estimate").asList());
        assertThat(fit.table(.9).stringColumn("parameter").asList())
                .containsExactly("floor", "coefficient", "exponent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAW.fit(ends.copy().append(ends)))
                .withMessage(
                        "the table must hold each replica of a run once, got replica 0 twice; pick one value of each"
                                + " with Finals.of");
    }

    @Test
    void refuses_what_no_law_can_be_fitted_to() {
        refuses(new double[] {1, 10, 100}, "a power law needs at least 4 values of N, got 3; train more sizes");
        refuses(
                new double[] {1, 2, 4, 8},
                "N must span a factor of at least 10 from the smallest to the largest, got 8; train smaller or larger ones");
        refuses(new double[] {1, 2, 4, -8}, "N must be positive and finite, got -8.0 in row 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAW.fit(new double[] {1, 2, 4, 20}, new double[] {1, .5, 0, .1}))
                .withMessage(
                        "losses must be positive and finite, got 0.0 in row 2; leave out runs that diverged, and say how"
                                + " many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAW.withFloor(2).fit(new double[] {1, 2, 4, 20}, new double[] {1, .9, .8, .7}))
                .withMessageStartingWith("floor must be below the losses, got 2.0 and losses around 0.8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerLaw.in("N", "D")
                        .fit(new double[][] {{1, 2, 4, 20}, {1, 2, 4, 20}}, new double[] {4, 3, 2, 1}))
                .withMessage(
                        "a law of 5 parameters needs at least 6 different sizes, got 4; train more, or state the floor");
        assertThatIllegalArgumentException().isThrownBy(() -> LAW.withFloor(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> LAW.withDelta(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PowerLaw(List.of(), 0, 1));
    }

    private static void refuses(double[] sizes, String message) {
        double[] losses = new double[sizes.length];
        Arrays.fill(losses, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAW.fit(sizes, losses))
                .withMessage(message);
    }
}
