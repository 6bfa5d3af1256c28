package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether 90% intervals hold the truth in 90% of planted sets 0, 1, 2, …: within 3 binomial standard deviations. */
class PowerLawCoverageTest {

    private static final PowerLaw LAW = PowerLaw.in("N");
    private static final PlantedLaws PLANTED = new PlantedLaws(.5, 20, .4, .02, 0);
    private static final double[] SIZES = PlantedLaws.sizes(1e3, 100, 6, 3);
    private static final double HELD_OUT = 4e5;
    private static final PowerLawFit[] FITS = fits(PLANTED, SIZES, 120);

    private static PowerLawFit[] fits(PlantedLaws planted, double[] sizes, int sets) {
        return IntStream.range(0, sets)
                .mapToObj(set -> LAW.fit(sizes, planted.draw(sizes, PlantedLaws.random(set))))
                .toArray(PowerLawFit[]::new);
    }

    private static void isNominal(int sets, IntPredicate holds) {
        long held = IntStream.range(0, sets).filter(holds).count();
        assertThat((held - .9 * sets) / Math.sqrt(sets * .9 * .1))
                .as("%d of %d, in standard deviations from 90%%", held, sets)
                .isBetween(-3., 3.);
    }

    /** The losses of runs at the size held out, of seeds that no fit has. */
    private static double[] heldOut(PlantedLaws planted, int runs, int set) {
        double[] sizes = new double[runs];
        Arrays.fill(sizes, HELD_OUT);
        return planted.draw(sizes, PlantedLaws.random(100_000 + set));
    }

    @Test
    void the_exponents_interval() {
        isNominal(FITS.length, set -> FITS[set].exponent("N", .9).holds(.4));
        assertThat(FITS).allMatch(PowerLawFit::isIdentified);
    }

    @Test
    void the_floors_interval() {
        isNominal(FITS.length, set -> FITS[set].floor(.9).holds(.5));
    }

    @Test
    void the_bootstraps_interval() {
        isNominal(100, set -> FITS[set].bootstrap(100, set).exponent("N", .9).holds(.4));
    }

    @Test
    void the_prediction_of_one_run_at_a_size_not_seen() {
        isNominal(FITS.length, set -> FITS[set].predict(.9, 1, HELD_OUT).holds(heldOut(PLANTED, 1, set)[0]));
    }

    @Test
    void the_prediction_of_the_mean_of_runs() {
        isNominal(FITS.length, set -> {
            double[] runs = heldOut(PLANTED, 3, set);
            return FITS[set].predict(.9, 3, HELD_OUT).holds(Math.cbrt(runs[0] * runs[1] * runs[2]));
        });
    }

    @Test
    void the_curve() {
        isNominal(FITS.length, set -> FITS[set].curve(.9, HELD_OUT).holds(PLANTED.at(HELD_OUT)));
    }

    @Test
    void with_one_seed_a_size() {
        PowerLawFit[] single = fits(PLANTED, PlantedLaws.sizes(1e3, 100, 8, 1), 100);
        isNominal(single.length, set -> single[set].exponent("N", .9).holds(.4));
        isNominal(
                single.length,
                set -> single[set].bootstrap(100, set).exponent("N", .9).holds(.4));
    }

    @Test
    void where_sizes_deviate_from_the_law_by_more_than_their_seeds() {
        PlantedLaws bumpy = new PlantedLaws(.5, 20, .4, .005, .03);
        PowerLawFit[] fits = fits(bumpy, PlantedLaws.sizes(1e3, 300, 8, 3), 100);
        isNominal(fits.length, set -> fits[set].predict(.9, 1, HELD_OUT).holds(heldOut(bumpy, 1, set)[0]));
    }

    @Test
    void the_difference_of_two_exponents() {
        PowerLawFit[] others = fits(new PlantedLaws(0, 5, .25, .02, 0), PlantedLaws.sizes(1e3, 100, 4, 3), 100);
        isNominal(others.length, set -> FITS[others.length - 1 - set] // of other seeds
                .exponent("N", .9)
                .minus(others[set].exponent("N", .9))
                .holds(.15));
    }

    @Test
    void the_exponent_of_a_surface() {
        double[][] sizes = new double[2][16];
        for (int k = 0; k < 16; k++) {
            sizes[0][k] = 1e4 * Math.pow(4, k / 4);
            sizes[1][k] = 1e5 * Math.pow(4, k % 4);
        }
        PlantedLaws noise = new PlantedLaws(1, 0, 1, .005, 0);
        isNominal(100, set -> {
            double[] losses = noise.draw(sizes[0], PlantedLaws.random(set));
            for (int k = 0; k < 16; k++) {
                losses[k] *= 1 + 30 / Math.pow(sizes[0][k], .4) + 50 / Math.pow(sizes[1][k], .35);
            }
            return PowerLaw.in("N", "D")
                    .withDelta(Double.POSITIVE_INFINITY)
                    .fit(sizes, losses)
                    .exponentRange(0, .9)
                    .holds(.4);
        });
    }
}
