package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class HeldOutTest {

    private static final PlantedLaws LAW = new PlantedLaws(.3, 20, .5, .02, 0);
    private static final double[] SIZES = PlantedLaws.sizes(100, 128, 8, 3);
    private static final PowerLaw IN_N = PowerLaw.in("n");

    private static Table runs(double[] losses) {
        return Table.create(
                DoubleColumn.create("n", SIZES),
                StringColumn.create("quantity", Arrays.stream(SIZES).mapToObj(n -> "loss")),
                DoubleColumn.create("value", losses));
    }

    private static double[] planted(int set) {
        return LAW.draw(SIZES, PlantedLaws.random(set));
    }

    @Test
    void the_largest_size_is_held_out_whole_and_the_fit_has_not_seen_it() {
        double[] losses = planted(1);
        HeldOut heldOut = HeldOut.largest(IN_N, runs(losses), .9);
        assertThat(heldOut.size()).hasSize(1);
        assertThat(heldOut.size()[0]).isCloseTo(12_800, within(1e-6));
        assertThat(heldOut.kept().rowCount()).isEqualTo(21);
        double mean = IntStream.range(21, 24)
                .mapToDouble(i -> Math.log(losses[i]))
                .average()
                .orElseThrow();
        assertThat(Math.log(heldOut.measured().centre())).isCloseTo(mean, within(1e-12));
        PowerLawFit fit = IN_N.fit(Arrays.copyOf(SIZES, 21), Arrays.copyOf(losses, 21));
        assertThat(heldOut.predicted()).isEqualTo(fit.predict(.9, 3, 12_800));
    }

    @Test
    void a_mean_of_seeds_of_a_true_law_is_inside_as_often_as_stated() {
        int sets = 100;
        long inside = IntStream.range(0, sets)
                .filter(set -> HeldOut.largest(IN_N, runs(planted(set)), .9).isInside())
                .count();
        double sigma = Math.sqrt(.9 * .1 / sets);
        assertThat(inside / (double) sets).isBetween(.9 - 3 * sigma, 1.);
    }

    @Test
    void a_law_that_breaks_before_the_largest_size_is_found_out() {
        double[] losses = planted(2);
        for (int i = 21; i < losses.length; i++) {
            losses[i] *= 1.3;
        }
        HeldOut broken = HeldOut.largest(IN_N, runs(losses), .9);
        assertThat(broken.isInside()).isFalse();
        Map<String, HeldOut> families = new LinkedHashMap<>();
        families.put("true", HeldOut.largest(IN_N, runs(planted(1)), .9));
        families.put("broken", broken);
        Table table = HeldOut.table(families);
        assertThat(table.stringColumn("family").asList()).containsExactly("true", "broken");
        assertThat(table.stringColumn("inside").asList()).containsExactly("yes", "NO");
        assertThat(table.stringColumn("sizes").get(0)).isEqualTo("n 100 to 6400");
        assertThat(table.stringColumn("held out").get(0)).isEqualTo("12800");
    }

    @Test
    void with_two_inputs_the_run_with_the_largest_of_both_must_be_there() {
        UniformRandomProvider random = PlantedLaws.random(3);
        double[] n =
                IntStream.range(0, 25).mapToDouble(i -> Math.pow(4, 3 + i / 5)).toArray();
        double[] d =
                IntStream.range(0, 25).mapToDouble(i -> Math.pow(4, 4 + i % 5)).toArray();
        double[] losses = IntStream.range(0, 25)
                .mapToDouble(i -> (.5 + 5 / Math.sqrt(n[i]) + 9 / Math.sqrt(d[i])) * (1 + .01 * random.nextDouble()))
                .toArray();
        Table runs = Table.create(
                DoubleColumn.create("N", n), DoubleColumn.create("D", d), DoubleColumn.create("value", losses));
        HeldOut heldOut = HeldOut.largest(PowerLaw.in("N", "D"), runs, .9);
        assertThat(heldOut.kept().rowCount()).isEqualTo(24);
        assertThat(heldOut.isInside()).isTrue();
        Table without = runs.first(24);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeldOut.largest(PowerLaw.in("N", "D"), without, .9))
                .withMessageStartingWith("some run must have the largest of each of [N, D]");
    }
}
