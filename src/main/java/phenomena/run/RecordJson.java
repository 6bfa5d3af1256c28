package phenomena.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import phenomena.protocol.Protocol;
import phenomena.protocol.ProtocolJson;

/**
 * The file {@code record.json}: all of a run but its rows and parameters.
 *
 * @param numerics version of the numerics, {@link Identity#NUMERICS}
 * @param identity the run's identity
 * @param files SHA-256 of the files beside it, by name
 * @param outcomes how each replica ended, by seed
 * @param provenance where the numbers come from
 */
record RecordJson(
        int numerics, Identity identity, Map<String, String> files, Map<Long, Ended> outcomes, Provenance provenance) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** An outcome as it stands in the file: {@code completed} or {@code diverged}, and the step. */
    record Ended(String outcome, long step) {

        static Ended of(Outcome outcome) {
            if (outcome instanceof Outcome.Interrupted) {
                throw new IllegalStateException("an interrupted replica cannot be filed");
            }
            return new Ended(outcome instanceof Outcome.Completed ? "completed" : "diverged", outcome.step());
        }

        Outcome outcomeOf() {
            return switch (outcome) {
                case "completed" -> new Outcome.Completed(step);
                case "diverged" -> new Outcome.Diverged(step);
                default ->
                    throw new IllegalArgumentException(
                            "outcome must be completed or diverged, got \"" + outcome + "\"");
            };
        }
    }

    /** What is to be written of a complete run beside these files. */
    static RecordJson of(Run run, Identity identity, Map<String, String> files) {
        Map<Long, Ended> outcomes = new TreeMap<>();
        run.outcomes().forEach((seed, outcome) -> outcomes.put(seed, Ended.of(outcome)));
        return new RecordJson(Identity.NUMERICS, identity, files, outcomes, run.provenance());
    }

    /**
     * The outcomes in the order of {@code seeds}.
     *
     * @throws IllegalArgumentException if they are not those of these seeds
     */
    Map<Long, Outcome> outcomesOf(List<Long> seeds) {
        if (!outcomes.keySet().equals(new HashSet<>(seeds))) {
            throw new IllegalArgumentException(
                    "outcomes must be those of the seeds " + seeds + ", got those of " + outcomes.keySet());
        }
        Map<Long, Outcome> ordered = new LinkedHashMap<>();
        seeds.forEach(seed -> ordered.put(seed, outcomes.get(seed).outcomeOf()));
        return ordered;
    }

    /** The file's text, the protocol with it. */
    String write(Protocol protocol) {
        try {
            ObjectNode tree = MAPPER.valueToTree(this);
            tree.set("protocol", MAPPER.readTree(ProtocolJson.write(protocol)));
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("record of \"" + protocol.name() + "\" cannot be written as JSON", e);
        }
    }

    /** What a file's text says. */
    record Parsed(RecordJson record, Protocol protocol) {}

    /** @throws IllegalArgumentException if the text is no record of this numerics version */
    static Parsed read(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (!(tree instanceof ObjectNode object) || !object.path("numerics").isInt()) {
                throw new IllegalArgumentException("it is no record");
            }
            if (object.path("numerics").intValue() != Identity.NUMERICS) {
                throw new IllegalArgumentException("numerics version must be " + Identity.NUMERICS + ", got "
                        + object.path("numerics") + "; train it again with this version of the library");
            }
            Protocol protocol = ProtocolJson.read(String.valueOf(object.remove("protocol")));
            return new Parsed(MAPPER.treeToValue(object, RecordJson.class), protocol);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
