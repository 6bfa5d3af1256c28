package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ArrivalsTest {
    /** Of four replicas with decay one is censored, of four without decay three. */
    private static final Table PASSAGES = Table.create(
            StringColumn.create("run", "none", "none", "none", "none", "decay", "decay", "decay", "decay"),
            LongColumn.create("replica", 0, 1, 2, 3, 0, 1, 2, 3),
            DoubleColumn.create("value", 500, 900, 900, 900, 100, 200, 300, 900),
            BooleanColumn.create("reached", true, false, false, false, true, true, true, false));

    private static final ObjectNode JSON = Arrivals.of("run", "test", PASSAGES, GrokkingFigures.summary(PASSAGES))
            .chart()
            .toJson();

    @Test
    void replicas_that_did_not_get_there_are_open_arrows_at_their_last_step() {
        JsonNode replicas = JSON.at("/data/0");
        assertThat(replicas.path("x").toString()).isEqualTo("[500.0,900.0,900.0,900.0,100.0,200.0,300.0,900.0]");
        assertThat(replicas.at("/marker/symbol/0").asText()).isEqualTo("circle");
        assertThat(replicas.at("/marker/symbol/3").asText()).isEqualTo("triangle-right-open");
        assertThat(replicas.at("/text/3").asText()).isEqualTo("seed 3: not by step 900");
        assertThat(replicas.at("/text/4").asText()).isEqualTo("seed 0: step 100");
        assertThat(replicas.at("/marker/color").asText()).isEqualTo(HouseStyle.color("test", 0));
    }

    @Test
    void dots_stay_in_their_row() {
        for (int i = 0; i < 8; i++) {
            assertThat(JSON.at("/data/0/y/" + i).asDouble()).isBetween(i / 4 - .3, i / 4 + .3);
        }
    }

    @Test
    void a_median_that_is_beyond_the_last_step_is_not_drawn_and_a_quartile_ends_there() {
        JsonNode medians = JSON.at("/data/1");
        assertThat(medians.path("x").toString()).isEqualTo("[null,200.0]");
        assertThat(medians.at("/error_x/array/1").asDouble()).isEqualTo(100);
        assertThat(medians.at("/error_x/arrayminus/1").asDouble()).isEqualTo(100);
        Table summary = GrokkingFigures.summary(PASSAGES);
        summary.doubleColumn("upper quartile").set(1, Double.POSITIVE_INFINITY);
        JsonNode bars =
                Arrivals.of("run", "test", PASSAGES, summary).chart().toJson().at("/data/1/error_x");
        assertThat(bars.at("/array/1").asDouble()).isEqualTo(700);
    }

    @Test
    void how_many_arrived_stands_at_the_right_of_each_row() {
        assertThat(JSON.at("/layout/annotations/0/text").asText()).isEqualTo("1 of 4");
        assertThat(JSON.at("/layout/annotations/1/text").asText()).isEqualTo("3 of 4");
        assertThat(JSON.at("/layout/meta/caption").asText()).contains("open arrow");
    }

    @Test
    void a_second_series_lies_under_the_first_and_has_its_own_colour() {
        Table summary = GrokkingFigures.summary(PASSAGES);
        ObjectNode json = Arrivals.of("run", "train", PASSAGES, summary)
                .and("test", PASSAGES, summary)
                .linearSteps()
                .chart()
                .toJson();
        assertThat(json.at("/data/1/y/0").asDouble()).isNegative();
        assertThat(json.at("/data/3/y/0").asDouble())
                .isEqualTo(-json.at("/data/1/y/0").asDouble());
        assertThat(json.at("/data/1/marker/color").asText()).isEqualTo(HouseStyle.color("train", 0));
        assertThat(json.at("/layout/showlegend").asBoolean()).isTrue();
        assertThat(json.at("/layout/xaxis").has("type")).isFalse();
    }

    @Test
    void a_table_that_is_not_one_of_passages_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arrivals.of("run", "test", TidyTables.undefined(), PASSAGES))
                .withMessageContaining("a column \"reached\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arrivals.of("arm", "test", PASSAGES, PASSAGES))
                .withMessageContaining("a column \"arm\"");
    }
}
