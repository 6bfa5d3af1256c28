package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class PlateauTest {

    private static void loss(Table table, long replica, long step, double loss) {
        TidyRows.add(table, "r", replica, step, "test", "loss", loss);
    }

    private static void level(Table table, long replica, double level) {
        TidyRows.add(table, "r", replica, 0, "test", "loss of unigram", 9);
        TidyRows.add(table, "r", replica, 400, "test", "loss of unigram", level);
    }

    @Test
    void the_longest_stretch_is_found_around_each_replicas_own_level() {
        Table table = TidyRows.empty();
        long[] steps = {0, 1, 10, 40, 50, 100, 400};
        double[] halting = {.6, .69, .61, .59, .72, .595, .51};
        double[] falling = {.7, .69, .66, .63, .54, .52, .51};
        for (int i = 0; i < steps.length; i++) {
            loss(table, 3, steps[i], halting[i]);
            loss(table, 4, steps[i], falling[i]);
        }
        level(table, 3, .6);
        level(table, 4, .58);
        Table plateaus = Plateau.near(table, "loss", "loss of unigram", "test", .02);
        assertThat(plateaus.columnNames()).containsExactly("run", "replica", "from", "to", "value");
        assertThat(plateaus.longColumn("replica").asList()).containsExactly(3L, 4L);
        assertThat(plateaus.longColumn("from").getLong(0)).isEqualTo(10);
        assertThat(plateaus.longColumn("to").getLong(0)).isEqualTo(40);
        assertThat(plateaus.doubleColumn("value").asDoubleArray()).containsExactly(4, 1);
        assertThat(plateaus.longColumn("from").isMissing(1)).isTrue();
    }

    /** From 0.7 at step 1 to 0.4 at step 1,000, a tenth a decade: 0.1 around 0.55 takes a decade. */
    @Test
    void a_curve_without_a_halt_takes_as_long_as_it_says() {
        Table table = TidyRows.empty();
        for (int i = 0; i <= 300; i++) {
            long step = Math.round(1_000 * Math.pow(10, i / 100.));
            loss(table, 0, step, .7 - .1 * Math.log10(step / 1_000.));
        }
        level(table, 0, .55);
        double factor = Plateau.near(table, "loss", "loss of unigram", "test", .05)
                .doubleColumn("value")
                .get(0);
        assertThat(factor).isCloseTo(10, within(.5));
    }

    @Test
    void refuses_a_level_that_was_not_measured() {
        Table table = TidyRows.empty();
        loss(table, 0, 1, .6);
        loss(table, 1, 1, .6);
        level(table, 0, .6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plateau.near(table, "loss", "loss of unigram", "test", .02))
                .withMessage("\"loss of unigram\" must be measured for every replica, got none for [r, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plateau.near(table, "loss", "loss of unigram", "test", 0))
                .withMessage("band must be above 0, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plateau.near(table, "loss", "loss of bigram", "test", .02))
                .withMessageStartingWith("the table must hold \"loss of bigram\" on split \"test\"");
    }
}
