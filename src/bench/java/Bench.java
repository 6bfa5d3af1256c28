import ai.djl.engine.Engine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import phenomena.dataset.Augmentation;
import phenomena.dataset.Examples;
import phenomena.dataset.FashionMnist;
import phenomena.dataset.Mnist1d;
import phenomena.dataset.Split;
import phenomena.dataset.Task;
import phenomena.measure.ErrorRate;
import phenomena.measure.Loss;
import phenomena.measure.Probe;
import phenomena.model.Architecture;
import phenomena.model.Cnn;
import phenomena.model.CrossEntropy;
import phenomena.model.Decoder;
import phenomena.model.Mlp;
import phenomena.model.Precision;
import phenomena.model.TaskMlp;
import phenomena.optimize.Adam;
import phenomena.protocol.Budget;
import phenomena.protocol.Dial;
import phenomena.protocol.DoubleDescent;
import phenomena.protocol.Grokking;
import phenomena.protocol.InductionHeads;
import phenomena.protocol.LanguageScaling;
import phenomena.protocol.Learner;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;
import phenomena.protocol.RandomLabels;
import phenomena.protocol.Scaling;
import phenomena.protocol.Stop;
import phenomena.protocol.Training;
import phenomena.run.Progress;
import phenomena.run.Run;
import phenomena.run.RunStore;
import phenomena.run.Runner;
import phenomena.run.Runs;
import tech.tablesaw.api.Table;

/**
 * The library's side of the benchmark, a process that lives as long as the benchmark: it answers each line of JSON on its
 * input with one on its output. Java's source launcher runs this file.
 *
 * <ul>
 *   <li>{@code {"do": "info"}} says what runs here.
 *   <li>{@code {"do": "data", "case": …, "steps": …, "folder": …}} writes the case's arrays into the folder, for PyTorch to
 *       learn the same, and says their sizes and the steps at which the case measures.
 *   <li>{@code {"do": "train", "case": …, "steps": …, "folder": …}} trains the case by the library's own runner, which files its
 *       records in a new folder inside, and says how long it took and what was learned.
 * </ul>
 *
 * <p>To add a case, add it to {@link #protocols}, to cases.py and to recipes.py.
 */
public final class Bench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Probe> PROBES = List.of(new Loss(), new ErrorRate()); // what the peer measures

    private Bench() {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err); // nothing else may speak in between
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(JSON.writeValueAsString(answer(JSON.readTree(line))));
            answers.flush();
        }
    }

    private static Map<String, Object> answer(JsonNode request) throws IOException {
        String folder = request.path("folder").asText();
        return switch (request.path("do").asText()) {
            case "info" -> info();
            case "data" -> data(protocols(request), folder);
            case "train" -> train(protocols(request), folder);
            default -> throw new IllegalArgumentException("there is no such request: " + request);
        };
    }

    private static List<Protocol> protocols(JsonNode request) {
        int steps = request.get("steps").asInt();
        String name = request.get("case").asText();
        return switch (name) {
            case "mlp-16", "mlp-100" -> {
                Mlp mlp = new Mlp(2, Integer.parseInt(name.substring(4)), 1);
                yield List.of(seldom(new Mnist1d(4000, 1000), mlp, 100, steps).withSeeds(32));
            }
            case "cnn" -> List.of(seldom(new FashionMnist(2000, 1000), new Cnn(16, 32, 128, 3, 1), 128, steps));
            case "noise-sweep" -> { // the random-labels notebook's, at the peer's learning rate
                Protocol preset = during(steps, RandomLabels.mnist1dMlp(Budget.LAPTOP), 10);
                yield sweep(
                        Dial.LEARNING_RATE.at(preset, 1e-3), Dial.LABEL_NOISE, Stream.of(0., 0.2, 0.4, 0.6, 0.8, 1.));
            }
            case "descent" -> {
                Protocol preset = during(steps, DoubleDescent.mlp(Budget.LAPTOP), 10);
                yield sweep(
                        preset,
                        Dial.WIDTH,
                        Arrays.stream(DoubleDescent.widths(Budget.LAPTOP)).boxed());
            }
            case "parity" -> { // as often through its examples as the notebook
                Protocol preset = during(steps, Scaling.sparseParity(Budget.LAPTOP), 5);
                Protocol small = Dial.TRAIN_EXAMPLES.at(preset, 500 * steps / 6);
                yield sweep(small, Dial.WIDTH, Scaling.parityWidths(Budget.LAPTOP).stream());
            }
            case "language" -> { // each of its sequences once
                Protocol preset = during(steps, LanguageScaling.language(Budget.LAPTOP), 1);
                Protocol brief = Dial.TRAIN_EXAMPLES.at(preset, 32 * steps);
                yield sweep(brief, Dial.WIDTH, LanguageScaling.widths(Budget.LAPTOP).stream());
            }
            case "attention-only" -> List.of(during(steps, attentionOnly(), 1).withSeeds(1));
            case "attention-only-8" -> List.of(during(steps, attentionOnly(), 3).withSeeds(8));
            case "transformer" ->
                List.of(during(steps, Grokking.transformer(Budget.PAPER), 1).withSeeds(1));
            case "quadratic" ->
                List.of(during(steps, Grokking.smallQuadratic(Budget.LAPTOP), 1).withSeeds(64));
            default -> throw new IllegalArgumentException("there is no case " + name);
        };
    }

    /** A protocol to time steps with: it measures as seldom as a protocol can. */
    private static Protocol seldom(Task task, Architecture architecture, int batchSize, int steps) {
        Training training = new Training(steps, batchSize, new Augmentation.None(), new Stop.Never());
        Learner learner = new Learner(
                architecture, new CrossEntropy(), new Adam(1e-3, 0.9, 0.999, 1e-8, 0), Precision.FLOAT32, training);
        return new Protocol(
                "steps", new Held(task), learner, new Measurement(PROBES, 1, List.of(), Measurement.ALL), List.of(0L));
    }

    /** The induction notebook's repeats by a wider net, whose positions are those that fused attention takes. */
    private static Protocol attentionOnly() {
        Protocol preset = Dial.BATCH_SIZE.at(InductionHeads.repeats(Budget.LAPTOP), 64);
        Protocol slow = Dial.LEARNING_RATE.at(preset, 1e-3); // heads form at different steps of two runs: not yet here
        Architecture decoder = Decoder.attentionOnly(2, 64, 4, Decoder.Positions.LEARNED);
        return slow.withLearner(slow.learner().withArchitecture(decoder));
    }

    /** A notebook's protocol, but for a fixed number of steps and what is measured. */
    private static Protocol during(int steps, Protocol preset, int pointsPerDecade) {
        Training training = preset.learner().training().withSteps(steps).withStop(new Stop.Never());
        int trainExamples = preset.measurement().trainExamples();
        Measurement measurement = new Measurement(PROBES, pointsPerDecade, List.of(), trainExamples);
        return preset.withLearner(preset.learner().withTraining(training)).withMeasurement(measurement);
    }

    private static List<Protocol> sweep(Protocol protocol, Dial dial, Stream<Double> values) {
        return values.map(value -> dial.at(protocol, value)).toList();
    }

    /** A task whose data are made once, so that they cost no time again. */
    record Held(Task task) implements Task {

        private static final Map<String, Split> MADE = new ConcurrentHashMap<>();

        @Override
        public Split split(long seed) {
            return MADE.computeIfAbsent(task + " " + seed, key -> task.split(seed));
        }
    }

    private static Map<String, Object> info() {
        Runtime runtime = Runtime.getRuntime();
        Engine engine = Engine.getInstance();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("jdk", Runtime.version().toString());
        info.put("engine", engine.getEngineName() + " " + engine.getVersion());
        info.put("cores", runtime.availableProcessors());
        info.put("heap", runtime.maxMemory() >> 20);
        return info;
    }

    /** Writes {@code train-inputs}, {@code train-labels} and the like: float32 and int32, little-endian, run after run. */
    private static Map<String, Object> data(List<Protocol> protocols, String folder) throws IOException {
        Map<String, Split> splits = new LinkedHashMap<>(); // replicas that differ in the net alone share one
        List<Integer> numbers = new ArrayList<>(); // a replica's split
        List<Integer> widths = new ArrayList<>();
        for (Protocol protocol : protocols) {
            for (long seed : protocol.seeds()) {
                String name = protocol.task() + " " + seed;
                splits.computeIfAbsent(name, key -> protocol.task().split(seed));
                numbers.add(List.copyOf(splits.keySet()).indexOf(name));
                if (protocol.learner().architecture() instanceof Mlp mlp) {
                    widths.add(mlp.width());
                } else if (protocol.learner().architecture() instanceof TaskMlp mlp) {
                    widths.add(mlp.width());
                } else if (protocol.learner().architecture() instanceof Decoder decoder) {
                    widths.add(decoder.width());
                }
            }
        }
        write(folder, "train", splits.values().stream().map(Split::train).toList());
        write(folder, "test", splits.values().stream().map(Split::test).toList());
        Protocol first = protocols.get(0);
        Split split = splits.values().iterator().next();
        Training training = first.learner().training();
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("splits", numbers);
        sizes.put("train", split.train().size());
        sizes.put("test", split.test().size());
        sizes.put("shape", split.train().inputShape());
        sizes.put("labels", split.train().labelsPerExample());
        sizes.put("batch", training.batchSize());
        sizes.put("widths", widths);
        sizes.put("probed", Math.min(split.train().size(), first.measurement().trainExamples()));
        sizes.put("measured", first.measurement().measuredSteps(training.steps()));
        return sizes;
    }

    private static void write(String folder, String part, List<Examples> all) throws IOException {
        try (FileChannel inputs = new FileOutputStream(folder + "/" + part + "-inputs").getChannel();
                FileChannel labels = new FileOutputStream(folder + "/" + part + "-labels").getChannel()) {
            for (Examples examples : all) {
                ByteBuffer values = littleEndian(examples.inputs().length);
                values.asFloatBuffer().put(examples.inputs());
                inputs.write(values);
                ByteBuffer classes = littleEndian(examples.labels().length);
                classes.asIntBuffer().put(examples.labels());
                labels.write(classes);
            }
        }
    }

    private static ByteBuffer littleEndian(int values) {
        return ByteBuffer.allocate(4 * values).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Map<String, Object> train(List<Protocol> protocols, String folder) throws IOException {
        Path records = Files.createTempDirectory(Path.of(folder), "records");
        long begun = System.nanoTime();
        Runner runner = new Runner(
                new RunStore(records), Progress.NONE, Runtime.getRuntime().availableProcessors());
        List<Run> runs = runner.run(protocols, Instant.MAX);
        double seconds = (System.nanoTime() - begun) / 1e9;
        int steps = protocols.get(0).learner().training().steps();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("seconds", seconds);
        answer.put("loss_before", median(runs, "train", "loss", 0));
        answer.put("loss_after", median(runs, "train", "loss", steps));
        answer.put("error_after", median(runs, "test", "error", steps));
        answer.put("plan", runs.get(0).provenance().plan());
        return answer;
    }

    /** The median over all replicas of what was measured after {@code step} updates. */
    private static double median(List<Run> runs, String split, String quantity, int step) {
        Table table = Runs.of(runs).table();
        return table.where(table.stringColumn("split")
                        .isEqualTo(split)
                        .and(table.stringColumn("quantity").isEqualTo(quantity))
                        .and(table.numberColumn("step").isEqualTo(step)))
                .numberColumn("value")
                .median();
    }
}
