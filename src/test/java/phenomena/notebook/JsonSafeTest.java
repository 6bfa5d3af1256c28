package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonSafeTest {
    @Test
    void nan_and_infinities_become_null_at_any_depth() {
        Map<String, Object> safe = JsonSafe.object(Map.of(
                "y",
                new double[] {1, Double.NaN, Double.POSITIVE_INFINITY},
                "layout",
                Map.of("range", List.of(Float.NEGATIVE_INFINITY, 2))));

        assertThat(safe).containsEntry("y", Arrays.asList(1.0, null, null));
        assertThat(safe).containsEntry("layout", Map.of("range", Arrays.asList(null, 2)));
    }

    @Test
    void what_json_knows_stays_as_it_is() {
        var known = Map.of("text", "a", "flag", true, "count", 3, "large", new BigDecimal("1e400"));

        assertThat(JsonSafe.object(known)).isEqualTo(known);
    }

    @Test
    void what_json_does_not_know_becomes_text() {
        assertThat(JsonSafe.object(Map.of("day", java.time.LocalDate.of(2025, 1, 2))))
                .containsEntry("day", "2025-01-02");
    }
}
