package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import phenomena.model.Head;
import tech.tablesaw.api.Table;

class PerHeadTest {

    private static Table table() {
        Table table = TidyRows.empty();
        for (long step : new long[] {0, 9}) {
            TidyRows.add(table, "r", 5, step, "", "prefix matching layer 0 head 0", .1);
            TidyRows.add(table, "r", 5, step, "", "prefix matching layer 0 head 1", step == 0 ? .9 : .2);
            TidyRows.add(table, "r", 5, step, "", "prefix matching layer 10 head 3", step == 0 ? .1 : .7);
            TidyRows.add(table, "r", 5, step, "", "prefix matching uniform", .3);
            TidyRows.add(table, "r", 5, step, "", "not prefix matching layer 0 head 0", .4);
            TidyRows.add(table, "r", 5, step, "", "K composition layer 0 head 2 into layer 1 head 4", .5);
        }
        return table;
    }

    @Test
    void heads_stand_in_columns() {
        Table heads = PerHead.of(table(), "prefix matching");
        assertThat(heads.rowCount()).isEqualTo(6);
        assertThat(heads.intColumn("layer").asList()).containsExactly(0, 0, 10, 0, 0, 10);
        assertThat(heads.intColumn("head").asList()).containsExactly(0, 1, 3, 0, 1, 3);
        assertThat(heads.stringColumn("quantity").unique().asList()).containsExactly("prefix matching");
        Table pairs = PerHead.pairs(table(), "K composition");
        assertThat(pairs.rowCount()).isEqualTo(2);
        assertThat(pairs.intColumn("head").get(0)).isEqualTo(2);
        assertThat(pairs.intColumn("into layer").get(0)).isEqualTo(1);
        assertThat(pairs.intColumn("into head").get(0)).isEqualTo(4);
    }

    @Test
    void heads_are_ranked_by_their_last_values() {
        assertThat(PerHead.ranked(table(), "prefix matching", 5))
                .containsExactly(new Head(10, 3), new Head(0, 1), new Head(0, 0));
    }

    @Test
    void each_layer_has_its_best_head_at_each_step() {
        Table table = table();
        TidyRows.add(table, "r", 6, 0, "", "prefix matching layer 0 head 0", Double.NaN);
        TidyRows.add(table, "r", 6, 0, "", "prefix matching layer 0 head 1", .4);
        TidyRows.add(table, "r", 6, 0, "", "prefix matching layer 0 head 2", Double.NaN);
        Table best = PerHead.best(table, "prefix matching");
        assertThat(best.columnNames()).endsWith("layer", "head").contains("run", "replica", "step", "split", "value");
        assertThat(best.longColumn("step").asList()).containsExactly(0L, 0L, 9L, 9L, 0L);
        assertThat(best.intColumn("layer").asList()).containsExactly(0, 10, 0, 10, 0);
        assertThat(best.intColumn("head").asList()).containsExactly(1, 3, 1, 3, 1);
        assertThat(best.doubleColumn("value").asList()).containsExactly(.9, .1, .2, .7, .4);
    }

    @Test
    void refuses_what_was_not_measured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PerHead.of(table(), "K composition"))
                .withMessageStartingWith("the table must hold \"K composition\" of heads, got quantities [");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PerHead.ranked(table(), "prefix matching", 6))
                .withMessage("replica must be one of [5], got 6");
    }
}
