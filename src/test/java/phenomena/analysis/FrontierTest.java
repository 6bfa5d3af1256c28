package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class FrontierTest {

    private static final double[] COMPUTES = {1e12, 1e13, 1e14, 1e15};

    /** Parabolas in log N about N* = C^0.45, sizes up to a factor of 8 to both sides, moved by a shift. */
    private static Table profiles(double shift, double bend, double sigma, int set) {
        UniformRandomProvider random = PlantedLaws.random(set);
        ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        Table table =
                Table.create(DoubleColumn.create("N"), DoubleColumn.create("compute"), DoubleColumn.create("value"));
        for (double compute : COMPUTES) {
            for (int i = -3; i <= 3; i++) {
                double x = i * Math.log(2) + shift;
                table.doubleColumn("N").append(Math.pow(compute, .45) * Math.exp(x));
                table.doubleColumn("compute").append(compute);
                table.doubleColumn("value")
                        .append(Math.exp(1 - .05 * Math.log(compute) + bend * x * x + sigma * gaussian.sample()));
            }
        }
        return table;
    }

    @Test
    void finds_the_planted_minima_and_their_law() {
        Frontier frontier = Frontier.of(profiles(.5, .03, 0, 0), "N", "compute", .9);
        Table table = frontier.table();
        for (int row = 0; row < COMPUTES.length; row++) {
            double best = Math.pow(COMPUTES[row], .45);
            assertThat(table.doubleColumn("size").get(row)).isCloseTo(best, within(1e-6 * best));
            assertThat(Math.log(table.doubleColumn("loss").get(row)))
                    .isCloseTo(1 - .05 * Math.log(COMPUTES[row]), within(1e-9));
            assertThat(table.stringColumn("minimum").get(row)).isEqualTo("found");
        }
        assertThat(frontier.exponent(.9).centre()).isCloseTo(.45, within(1e-9));
        assertThat(frontier.bestSize(.9, 1e16).centre()).isCloseTo(Math.pow(1e16, .45), within(1.));
    }

    @Test
    void its_intervals_hold_at_their_rate() {
        int sets = 300;
        int minimum = 0;
        int exponent = 0;
        for (int set = 0; set < sets; set++) {
            Frontier frontier = Frontier.of(profiles(0, .03, .008, set), "N", "compute", .9);
            Table first = frontier.table();
            double best = Math.pow(COMPUTES[0], .45);
            minimum += first.doubleColumn("low").get(0) <= best
                            && best <= first.doubleColumn("high").get(0)
                    ? 1
                    : 0;
            exponent += frontier.exponent(.9).holds(.45) ? 1 : 0;
        }
        double sigma = Math.sqrt(sets * .9 * .1);
        assertThat((minimum - .9 * sets) / sigma)
                .as("minima, in standard deviations")
                .isBetween(-3., 3.);
        assertThat((exponent - .9 * sets) / sigma)
                .as("exponents, in standard deviations")
                .isBetween(-3., 3.);
    }

    @Test
    void a_profile_without_a_minimum_says_so() {
        Frontier off = Frontier.of(profiles(4, .03, 0, 0), "N", "compute", .9);
        assertThat(off.table().stringColumn("minimum").unique().asList())
                .containsExactly("no minimum among the sizes: try smaller ones");
        assertThat(off.table().doubleColumn("size").getDouble(0)).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> off.exponent(.9))
                .withMessage("a frontier needs at least 3 profiles that show a minimum, got 0 of 4:"
                        + " [no minimum among the sizes: try smaller ones]");
        assertThat(off.isIdentified()).isFalse();
        assertThat(off)
                .hasToString("a frontier needs at least 3 profiles that show a minimum, got 0 of 4:"
                        + " [no minimum among the sizes: try smaller ones]");
        Frontier flat = Frontier.of(profiles(0, -.01, .001, 0), "N", "compute", .9);
        assertThat(flat.table().stringColumn("minimum").unique().asList())
                .containsExactly("no minimum: its curvature is not told from 0");
    }

    @Test
    void too_few_sizes_at_a_compute_are_refused() {
        Table table = profiles(0, .03, 0, 0).rows(0, 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Frontier.of(table, "N", "compute", .9))
                .withMessage(
                        "a profile needs at least 4 values of N, got 3 at compute 1.000e+12; train more sizes there");
    }
}
