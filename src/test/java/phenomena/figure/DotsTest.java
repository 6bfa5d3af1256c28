package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class DotsTest {
    private static final Table ROWS = TidyTables.rows(
            new Object[] {0, 1, "test", 99},
            new Object[] {0, 5, "test", 1},
            new Object[] {1, 9, "test", 3},
            new Object[] {0, 5, "test", 10},
            new Object[] {1, 2, "test", 20});

    @Test
    void takes_each_replicas_own_last_step_and_its_spread() {
        Table table = ROWS.copy().addColumns(DoubleColumn.create("noise", .1, .1, .1, .5, .5));
        ObjectNode json = Dots.of(table, "loss", "noise").chart().toJson();
        JsonNode medians = json.at("/data/1");
        assertThat(medians.path("x").toString()).isEqualTo("[0.1,0.5]");
        assertThat(medians.path("y").toString()).isEqualTo("[2.0,15.0]");
        assertThat(medians.at("/error_y/array").toString()).isEqualTo("[1.0,5.0]");
        assertThat(medians.at("/error_y/arrayminus").toString()).isEqualTo("[1.0,5.0]");
        assertThat(json.at("/data/0/y").toString()).isEqualTo("[1.0,3.0,10.0,20.0]");
        assertThat(json.at("/layout/meta/caption").asText())
                .isEqualTo("Loss at the last step: median of 2 seeds; bar: minimum to maximum over seeds."
                        + " Faint dots: single seeds.");
    }

    @Test
    void a_dial_of_words_stays_words() {
        Table table = ROWS.copy().addColumns(StringColumn.create("labels", "true", "true", "true", "random", "random"));
        ObjectNode json = Dots.of(table, "loss", "labels").chart().toJson();
        assertThat(json.at("/data/1/x").toString()).isEqualTo("[\"true\",\"random\"]");
    }
}
