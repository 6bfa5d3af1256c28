package phenomena.protocol;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import phenomena.measure.Probe;

/**
 * How {@link Measurement} stands in JSON: {@code trainExamples} is left out where it is {@link Measurement#ALL}, so that
 * protocols filed before there was a choice keep their text, and with it their identity.
 */
abstract class AllUnlessSaid {

    static final String FIELD = "trainExamples";

    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = All.class)
    int trainExamples;

    AllUnlessSaid(
            List<Probe> probes,
            int pointsPerDecade,
            List<Integer> keptSteps,
            @JacksonInject(FIELD) int trainExamples) {}

    /** Equal to what is left out. */
    static final class All {

        @Override
        public boolean equals(Object value) {
            return value instanceof Integer count && count == Measurement.ALL;
        }

        @Override
        public int hashCode() {
            return Measurement.ALL;
        }
    }
}
