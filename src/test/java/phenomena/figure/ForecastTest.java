package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import phenomena.analysis.HeldOut;
import phenomena.analysis.Interval;
import phenomena.analysis.PowerLaw;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ForecastTest {

    private static Table runs(String... inputs) {
        double[] sizes = IntStream.range(0, 14).mapToDouble(i -> 10 << i / 2).toArray();
        double[] losses = Arrays.stream(sizes).map(n -> 3 / Math.sqrt(n)).toArray();
        for (int i = 0; i < losses.length; i += 3) {
            losses[i] *= 1.02;
        }
        Table table = Table.create(
                StringColumn.create("quantity", Collections.nCopies(14, "loss")), DoubleColumn.create("value", losses));
        for (String input : inputs) {
            table.addColumns(DoubleColumn.create(input, sizes));
        }
        return table;
    }

    @Test
    void points_shown_and_held_out_stand_beside_the_law_and_its_band() {
        HeldOut heldOut = HeldOut.largest(PowerLaw.in("trainExamples").withFloor(0), runs("trainExamples"), .9);
        JsonNode json = new Forecast(heldOut).chart().toJson();
        JsonNode shown = null;
        JsonNode held = null;
        for (JsonNode trace : json.path("data")) {
            shown = trace.path("name").asText().equals("shown to the law") ? trace : shown;
            held = trace.path("name").asText().equals("held out") ? trace : held;
        }
        assertThat(shown.path("x")).hasSize(12);
        assertThat(held.path("x").toString()).isEqualTo("[640.0,640.0]");
        assertThat(json.at("/layout/xaxis/type").asText()).isEqualTo("log");
        assertThat(json.at("/layout/xaxis/title/text").asText()).isEqualTo("train examples");
        Interval predicted = heldOut.predicted();
        assertThat(predicted.high()).isGreaterThan(predicted.low());
    }

    @Test
    void a_law_of_two_inputs_is_refused() {
        Table runs = runs("N");
        double[] other = IntStream.range(0, 14).mapToDouble(i -> 10 << i / 2).toArray();
        runs.addColumns(DoubleColumn.create("D", other));
        HeldOut heldOut = HeldOut.largest(PowerLaw.in("N", "D").withFloor(0), runs, .9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Forecast(heldOut))
                .withMessage("a forecast draws a law of one input, got 2");
    }
}
