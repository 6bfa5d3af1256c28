package phenomena.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisreadingTest {

    private static final String SOUND = ProtocolJson.write(RandomLabels.mnist1dMlp(Budget.SMOKE))
            .replaceAll("\\s*:\\s*", ":")
            .replaceAll("\\s*\n\\s*", " ");

    /** Set by the class below if anything ever loads it by name. */
    private static boolean executed;

    static final class Hostile {
        static {
            executed = true;
        }
    }

    private static void refused(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read(json))
                .withMessage("protocol JSON: " + message);
    }

    private static String spoilt(String part, String by) {
        assertThat(SOUND).contains(part);
        return SOUND.replace(part, by);
    }

    @Test
    void the_sound_text_is_read() {
        assertThat(ProtocolJson.read(SOUND)).isEqualTo(RandomLabels.mnist1dMlp(Budget.SMOKE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            "batchSize":50    | "batchSize":50, "momentum":1   | unknown field at learner.training.momentum; known there: [augmentation, batchSize, steps, stop]
            "type":"margin"   | "type":"margin", "x":1         | unknown field at measurement.probes[2].x; known there: []
            { "learner"       | { "seed":1, "learner"          | unknown field at seed; known there: [learner, measurement, name, seeds, task]
            "batchSize":50,   | ''                             | missing field "batchSize" at learner.training
            "name":"MLP on MNIST-1D", | ''                       | missing field "name"
            "type":"mnist-1d",| ''                             | missing field "type" at task
            "batchSize":50    | "batchSize":"50"               | learner.training.batchSize must be a whole number, got "50"
            "batchSize":50    | "batchSize":1.5                | learner.training.batchSize must be a whole number, got 1.5
            "batchSize":50    | "batchSize":50.0               | learner.training.batchSize must be a whole number, got 50.0
            "batchSize":50    | "batchSize":true               | learner.training.batchSize must be a whole number, got true
            "batchSize":50    | "batchSize":null               | learner.training.batchSize must be a whole number, got null
            "batchSize":50    | "batchSize":[50]               | learner.training.batchSize must be a whole number, got a list
            "batchSize":50    | "batchSize":{}                 | learner.training.batchSize must be a whole number, got an object
            "beta1":0.9       | "beta1":"0.9"                  | learner.optimizer.beta1 must be a number, got "0.9"
            "keptSteps":[ ]   | "keptSteps":false              | measurement.keptSteps must be a list, got false
            "keptSteps":[ ]   | "keptSteps":[-1]               | keptSteps must be at least 0, got -1 at measurement
            "precision":"FLOAT32" | "precision":"FLOAT16"      | learner.precision must be one of [FLOAT32, FLOAT64], got "FLOAT16"
            "name":"MLP on MNIST-1D" | "name":12                 | name must be a text, got 12
            "name":"MLP on MNIST-1D" | "name":null               | name must be given, got null
            "seeds":[ 0, 1 ]  | "seeds":0                      | seeds must be a list, got 0
            "seeds":[ 0, 1 ]  | "seeds":[0, "1"]               | seeds[1] must be a whole number, got "1"
            "seeds":[ 0, 1 ]  | "seeds":[0, null]              | each of seeds must be given, got null
            "seeds":[ 0, 1 ]  | "seeds":[0, 0]                 | seeds must be distinct and at least one, got [0, 0]
            "seeds":[ 0, 1 ]  | "seeds":[]                     | seeds must be distinct and at least one, got []
            "probes":[        | "probes":[ null,               | each of probes must be given, got null at measurement
            "width":100       | "width":0                      | width must be at least 1, got 0 at learner.architecture
            "atMost":0.002    | "atMost":2                     | atMost must be in [0, 1), got 2.0 at learner.training.stop
            "beta1":0.9       | "beta1":"NaN"                  | beta1 must be in [0, 1), got NaN at learner.optimizer
            "beta1":0.9       | "beta1":1e999                  | beta1 must be in [0, 1), got Infinity at learner.optimizer
            "steps":40        | "steps":-1                     | steps must be at least 1, got -1 at learner.training
            "batchSize":50    | "batchSize":50, "batchSize":51 | Duplicate field 'batchSize' at learner.training
            "type":"mlp"      | "type":"mlp", "type":"cnn"     | Duplicate field 'type' at learner.architecture
            """)
    void says_where_what_was_expected_and_what_stands_there(String part, String by, String message) {
        refused(spoilt(part, by), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Runtime",
                "phenomena.protocol.MisreadingTest$Hostile",
                "ai.djl.ndarray.NDManager",
                "Mnist1d",
                "MNIST-1D",
                "mlp",
                "",
                "../mnist-1d"
            })
    void a_type_is_a_name_of_its_kind_from_the_registry_and_nothing_is_loaded(String type) {
        refused(
                spoilt("\"type\":\"mnist-1d\"", "\"type\":\"" + type + "\""),
                "unknown type \"" + type
                        + "\" at task; known there: [character-text, cifar-10, corrupted, fashion-mnist, known-entropy-language,"
                        + " markov-chains, mnist, mnist-1d, modular-arithmetic, periodic-tokens, permutation-composition,"
                        + " repeated-tokens, sparse-parity, teacher-student, trigger-bigrams, unseen-pairs]");
        assertThat(executed).isFalse();
    }

    @Test
    void a_value_inside_a_nested_type_is_named_with_its_place() {
        String task = "\"task\":{\"type\":\"corrupted\",\"corruption\":{\"type\":\"label-noise\",\"fraction\":1.2},"
                + "\"task\":{\"type\":\"mnist-1d\",\"test\":200,\"train\":200}}";
        String noisy = SOUND.replaceAll("\"task\":\\{.*?}", task);
        refused(noisy, "labelNoise must be in [0, 1], got 1.2 at task.corruption");
        refused(
                noisy.replace("\"fraction\":1.2", "\"fraction\":\"1\""),
                "task.corruption.fraction must be a number, got \"1\"");
        refused(noisy.replace(",\"fraction\":1.2", ""), "missing field \"fraction\" at task.corruption");
        refused(noisy.replaceAll("\"corruption\":\\{.*?},", ""), "missing field \"corruption\" at task");
        refused(
                noisy.replaceAll("\"corruption\":\\{.*?}", "\"corruption\":null"),
                "task.corruption must be given, got null");
        refused(
                noisy.replaceAll("\"corruption\":\\{.*?}", "\"corruption\":0.5"),
                "missing field \"type\" at task.corruption");
    }

    @Test
    void a_text_that_is_no_object_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read("null"))
                .withMessage("protocol JSON must be an object, got null");
        refused("", "it must be an object, got nothing");
        refused("[]", "it must be an object, got a list");
        refused("\"x\"", "it must be an object, got \"x\"");
        refused(SOUND + " {}", "something stands behind the protocol's end");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read("// hello\n" + SOUND))
                .withMessageStartingWith("protocol JSON: not JSON at line 1, column 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read(SOUND + " x"))
                .withMessageStartingWith("protocol JSON: not JSON at line 1, column " + (SOUND.length() + 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read(SOUND.substring(0, SOUND.lastIndexOf('}'))))
                .withMessageContaining("end-of-input");
    }

    @Test
    void a_text_that_is_too_large_in_any_way_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read(" ".repeat(1 << 20) + SOUND))
                .withMessage("protocol JSON must have at most 1048576 characters, got " + ((1 << 20) + SOUND.length()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read("{\"task\":" + "{\"type\":\"corrupted\",\"task\":".repeat(20_000)))
                .withMessageContaining("nesting depth (65) exceeds the maximum allowed (64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read("{\"task\":" + "{\"task\":".repeat(20_000)))
                .withMessageContaining("nesting depth (65) exceeds the maximum allowed (64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read("{\"" + "x".repeat(60_000) + "\":1}"))
                .withMessageContaining("Name length (60000) exceeds the maximum allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read(spoilt("\"width\":100", "\"width\":" + "9".repeat(5_000))))
                .withMessageContaining("Number value length (5000) exceeds the maximum allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read(spoilt("\"width\":100", "\"width\":99999999999")))
                .withMessageContaining("(99999999999) out of range of int")
                .withMessageEndingWith("at learner.architecture.width");
        refused(
                spoilt("\"width\":100", "\"width\":\"" + "w".repeat(1_000) + "\""),
                "learner.architecture.width must be a whole number, got \"" + "w".repeat(60) + "…\"");
    }
}
