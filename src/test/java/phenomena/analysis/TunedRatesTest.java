package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.model.Mlp;
import phenomena.protocol.Budget;
import phenomena.protocol.Dial;
import phenomena.protocol.Protocol;
import phenomena.protocol.RandomLabels;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class TunedRatesTest {

    private final Table table =
            TidyRows.empty().addColumns(DoubleColumn.create("width"), DoubleColumn.create("learningRate"));

    private void add(double width, double rate, long replica, double... losses) {
        for (int i = 0; i < losses.length; i++) {
            TidyRows.add(table, "w" + width + " r" + rate, replica, i, "test", "loss", losses[i]);
            table.doubleColumn("width").append(width);
            table.doubleColumn("learningRate").append(rate);
        }
    }

    @Test
    void takes_for_each_size_the_rate_whose_least_losses_are_least_on_average() {
        add(64, .1, 0, 3, 1, 2); // 1 and 2: 1.5
        add(64, .1, 1, 3, 2, 9);
        add(64, .01, 0, 3, 1.1, 1.2); // 1.1 and 1.3: 1.2
        add(64, .01, 1, 3, 2, 1.3);
        add(64, .001, 0, 3, 3, 2);
        add(64, .001, 1, 3, 3, 2);
        add(8, .1, 0, 3, .5);
        add(8, .01, 0, 3, .6);
        TunedRates tuned = TunedRates.of(table, Dial.WIDTH);
        assertThat(tuned.rates()).containsExactly(Map.entry(8., .1), Map.entry(64., .01));
        assertThat(tuned.losses().columnNames()).containsExactly("width", "learningRate", "loss", "best", "edge");
        assertThat(tuned.losses().doubleColumn("learningRate").asList()).containsExactly(.01, .1, .001, .01, .1);
        assertThat(tuned.losses().doubleColumn("loss").getDouble(3)).isCloseTo(1.2, within(1e-12));
        assertThat(tuned.losses().booleanColumn("best").asList()).containsExactly(false, true, false, true, false);
        assertThat(tuned.losses().booleanColumn("edge").asList())
                .as("the rate of width 8 may be too small")
                .containsExactly(false, true, false, false, false);
    }

    @Test
    void a_rate_at_which_a_seed_diverges_is_ruled_out() {
        add(8, .1, 0, 3, .1);
        add(8, .1, 1, 3, .1, Double.NaN);
        add(8, .01, 0, 3, 2);
        assertThat(TunedRates.of(table, Dial.WIDTH).rates()).containsExactly(Map.entry(8., .01));
    }

    @Test
    void of_equal_rates_the_smaller_is_taken() {
        add(8, .1, 0, 1);
        add(8, .01, 0, 1);
        assertThat(TunedRates.of(table, Dial.WIDTH).rates()).containsExactly(Map.entry(8., .01));
    }

    @Test
    void protocols_have_the_size_and_its_rate() {
        add(64, .01, 0, 1);
        add(8, .1, 0, 1);
        TunedRates tuned = TunedRates.of(table, Dial.WIDTH);
        Protocol plain = RandomLabels.mnist1dMlp(Budget.SMOKE).withName("p");
        List<Protocol> protocols = tuned.protocols(plain);
        assertThat(protocols)
                .extracting(Protocol::name)
                .containsExactly("p, width 8, learningRate 0.1", "p, width 64, learningRate 0.01");
        assertThat(protocols)
                .extracting(protocol -> protocol.learner().architecture())
                .containsExactly(new Mlp(2, 8, 1), new Mlp(2, 64, 1));
        assertThat(protocols.get(1).learner().optimizer())
                .isEqualTo(plain.learner().optimizer().withLearningRate(.01));
        assertThat(tuned.dials())
                .containsExactly(Map.entry("width", List.of(8., 64.)), Map.entry("learningRate", List.of(.1, .01)));
    }

    @Test
    void other_sizes_take_the_rate_of_the_tuned_size_nearest_in_ratio() {
        add(8, .1, 0, 1);
        add(8, .03, 0, 2);
        add(128, .1, 0, 2);
        add(128, .03, 0, 1);
        TunedRates tuned = TunedRates.of(table, Dial.WIDTH).at(List.of(256., 64., 32., 4.));
        assertThat(tuned.rates())
                .as("32 is as far from 8 as from 128")
                .containsExactly(Map.entry(256., .03), Map.entry(64., .03), Map.entry(32., .1), Map.entry(4., .1));
        assertThat(tuned.losses().rowCount()).isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tuned.at(List.of(16., 0.)))
                .withMessage("values of width must be above 0 and at least one, got [16.0, 0.0]");
    }

    @Test
    void refuses_a_table_that_tunes_nothing() {
        add(8, .1, 0, 1, Double.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TunedRates.of(table, Dial.WIDTH))
                .withMessage(
                        "some rate must train to the end, but at width 8.0 all of [0.1] diverged; try smaller rates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TunedRates.of(table, Dial.BATCH_SIZE))
                .withMessageStartingWith("the table must have a column \"batchSize\"");
    }
}
