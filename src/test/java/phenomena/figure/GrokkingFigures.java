package phenomena.figure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Figures of a network that groks, of made-up numbers of the shape and size that a notebook has. */
final class GrokkingFigures {
    private static final int PRIME = 113;
    private static final List<Long> STEPS = List.of(0L, 200L, 1_000L, 3_000L, 5_000L, 9_000L, 14_000L, 40_000L);
    private static final int[] KEYS = {14, 15, 35, 41, 52};

    private GrokkingFigures() {}

    static Map<String, Drawing> all() {
        Map<String, Drawing> drawings = new LinkedHashMap<>();
        Table eight = training(8);
        drawings.put(
                "accuracy",
                Curves.accuracy(eight)
                        .title("Train accuracy is 1 long before test accuracy moves")
                        .caption("Modular addition, p = 97."));
        drawings.put("stack", stack(training(1)));
        drawings.put("stack seeds", stack(eight));
        drawings.put("matrices", matrices().title("Neurons become waves over the group"));
        drawings.put(
                "matrices two",
                Matrices.of(31, 31, "neuron 3", "neuron 100").at(0, wave(31, 3, 1, 0), wave(31, 5, 2, .5)));
        double[] wave = wave(47, 9, 2, 1);
        drawings.put(
                "matrices six",
                Matrices.of(
                                47,
                                47,
                                "neuron 3",
                                "neuron 100",
                                "neuron 7 of many",
                                "a",
                                "b",
                                "logit of c = 0 in a long name")
                        .at(0, wave, wave, wave, wave, wave, wave)
                        .at(100, wave, wave, wave, wave, wave, wave)
                        .axes("b", "a"));
        drawings.put("spectrum", spectrum().title("Five frequencies hold what is left of the power"));
        drawings.put("spectrum panels", spectrum().panels(3));
        Table cells = cells(8);
        drawings.put(
                "heatmap",
                Heatmap.of(cells, "test step", "weightDecay", "trainFraction")
                        .logColors()
                        .beyond("not by step 10,000")
                        .title("With more data or decay it groks sooner")
                        .caption("Median of 5 seeds."));
        drawings.put("heatmap phases", Heatmap.of(cells, "phase", "weightDecay", "trainFraction"));
        Heatmap large = Heatmap.of(cells(14), "test step", "weightDecay", "trainFraction")
                .logColors();
        drawings.put("heatmap large", large);
        drawings.put(
                "heatmap grid",
                Chart.grid(2, List.of(large.title("float32"), large.title("float64")))
                        .title("Two precisions"));
        drawings.put(
                "heatmap slider",
                Chart.slider("precision", List.of("float32", "float64"), List.of(large, large))
                        .title("Turn the precision"));
        Table test = passages(1);
        Table train = passages(.02);
        drawings.put(
                "arrivals",
                Arrivals.of("run", "test", test, summary(test)).title("Not every seed groks without weight decay"));
        drawings.put(
                "arrivals two",
                Arrivals.of("run", "train", train, summary(train))
                        .and("test", test, summary(test))
                        .title("Every seed memorises at once; not every seed groks")
                        .caption("Modular addition, p = 97, 8 seeds."));
        return drawings;
    }

    /** Steps to a threshold of eight replicas of three arms, of which the first has some that are censored. */
    static Table passages(double scale) {
        StringColumn run = StringColumn.create("run");
        LongColumn replica = LongColumn.create("replica");
        DoubleColumn value = DoubleColumn.create("value");
        BooleanColumn reached = BooleanColumn.create("reached");
        Random random = new Random(9);
        List<String> arms = List.of("AdamW, no weight decay", "AdamW, weight decay 1, tuned rate", "Grokfast");
        for (int arm = 0; arm < arms.size(); arm++) {
            for (long seed = 0; seed < 8; seed++) {
                double step = Math.rint(scale * 30_000 * Math.pow(8, -arm) * Math.exp(.4 * random.nextGaussian()));
                run.append(arms.get(arm));
                replica.append(seed);
                value.append(Math.min(step, 40_000));
                reached.append(step <= 40_000);
            }
        }
        return Table.create("passages", run, replica, value, reached);
    }

    /** What analysis says of passages, by plain order statistics. */
    static Table summary(Table passages) {
        Table summary = Table.create(
                StringColumn.create("run"),
                IntColumn.create("replicas"),
                IntColumn.create("reached"),
                DoubleColumn.create("lower quartile"),
                DoubleColumn.create("median"),
                DoubleColumn.create("upper quartile"),
                StringColumn.create("in words"));
        for (Object arm : Tidy.distinct(passages, "run")) {
            Table rows = Tidy.having(passages, "run", arm);
            double[] sorted = IntStream.range(0, rows.rowCount())
                    .mapToDouble(row -> rows.booleanColumn("reached").get(row)
                            ? rows.doubleColumn("value").getDouble(row)
                            : Double.POSITIVE_INFINITY)
                    .sorted()
                    .toArray();
            int n = sorted.length;
            summary.stringColumn("run").append((String) arm);
            summary.intColumn("replicas").append(n);
            summary.intColumn("reached")
                    .append((int) Arrays.stream(sorted).filter(Double::isFinite).count());
            summary.doubleColumn("lower quartile").append(sorted[n / 4 - 1]);
            summary.doubleColumn("median").append(sorted[n / 2 - 1]);
            summary.doubleColumn("upper quartile").append(sorted[3 * n / 4 - 1]);
            summary.stringColumn("in words").append("median " + sorted[n / 2 - 1]);
        }
        return summary;
    }

    /** Cells of a phase diagram; those of little weight decay and few data do not grok. */
    static Table cells(int side) {
        DoubleColumn decay = DoubleColumn.create("weightDecay");
        DoubleColumn fraction = DoubleColumn.create("trainFraction");
        IntColumn replicas = IntColumn.create("replicas");
        DoubleColumn step = DoubleColumn.create("test step");
        StringColumn phase = StringColumn.create("phase");
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                double ease = (i + j) / (2. * side);
                decay.append(i == 0 ? 0 : Math.pow(10, -2 + 3. * i / side));
                fraction.append(Math.rint(100 * (.1 + .8 * j / side)) / 100);
                replicas.append(5);
                boolean groks = ease > .3;
                boolean broken = i == side - 1 && j < 2;
                step.append(
                        broken ? Double.NaN : groks ? Math.rint(150 / Math.pow(ease, 3.5)) : Double.POSITIVE_INFINITY);
                phase.append(broken ? "confusion" : !groks ? "memorisation" : ease > .6 ? "comprehension" : "grokking");
            }
        }
        return Table.create("cells", decay, fraction, replicas, step, phase);
    }

    private static Chart stack(Table rows) {
        return Chart.stack(List.of(
                        Curves.accuracy(rows),
                        Curves.compare(rows, "loss (nats)", "loss", "restricted loss", "excluded loss")
                                .split("test")
                                .logValues(),
                        Curves.of(rows, "weight norm").split("")))
                .verticalLine(140, "memorised")
                .verticalLine(9000, "grokked")
                .verticalLine(200, "a mark beside")
                .title("The circuit forms before test accuracy moves")
                .caption("Transformer of one layer, p = 113, weight decay 1.");
    }

    /** Runs whose test error falls near step 9000 and whose circuit forms before. */
    static Table training(int seeds) {
        Table table = TidyTables.rows();
        Random random = new Random(5);
        for (int seed = 0; seed < seeds; seed++) {
            double luck = Math.exp(.25 * random.nextGaussian());
            for (long step = 0; step <= 40_000; step = Math.max(step + 1, (long) (step * 1.2))) {
                double memorised = 1 / (1 + Math.pow(step / 80., -3));
                double circuit = 1 / (1 + Math.exp(-(step / luck - 5000) / 900));
                double grokked = 1 / (1 + Math.exp(-(step / luck - 9000) / 500));
                put(table, seed, step, "train", "error", .99 * (1 - memorised));
                put(table, seed, step, "test", "error", .99 * (1 - grokked));
                put(table, seed, step, "train", "loss", 4.7 * (1 - memorised) + 1e-6);
                put(table, seed, step, "test", "loss", (4.7 + 15 * memorised) * (1 - grokked) + 1e-5);
                put(table, seed, step, "test", "restricted loss", 4.7 * (1 - circuit) + 1e-5);
                put(table, seed, step, "test", "excluded loss", 4.7 * (1 - memorised) + 8 * circuit + 1e-3);
                put(table, seed, step, "", "weight norm", 20 + 35 * memorised - 28 * grokked);
            }
        }
        return table;
    }

    private static void put(Table table, int seed, long step, String split, String quantity, double value) {
        table.stringColumn("run").append("grokking");
        table.longColumn("replica").append(seed);
        table.longColumn("step").append(step);
        table.stringColumn("split").append(split);
        table.stringColumn("quantity").append(quantity);
        table.doubleColumn("value").append(value);
    }

    /** Four panels of a prime's size at eight steps: the largest that a notebook has. */
    static Matrices matrices() {
        Random random = new Random(2);
        Matrices matrices = Matrices.of(PRIME, PRIME, "neuron 12", "neuron 40", "neuron 301", "logit of 0")
                .axes("b", "a");
        for (long step : STEPS) {
            double clean = 1 / (1 + Math.exp(-(step - 5000) / 900.));
            double[][] panels = new double[4][];
            for (int i = 0; i < panels.length; i++) {
                panels[i] = wave(PRIME, KEYS[i], 3.17 * clean, i);
                for (int j = 0; j < panels[i].length; j++) {
                    panels[i][j] += (.6 - .4 * clean) * random.nextGaussian();
                }
            }
            matrices = matrices.at(step, panels);
        }
        return matrices;
    }

    private static double[] wave(int prime, int frequency, double size, double phase) {
        double turn = 2 * Math.PI * frequency / prime;
        return IntStream.range(0, prime * prime)
                .mapToDouble(
                        i -> size * (Math.cos(turn * (i / prime) + phase) + Math.cos(turn * (i % prime) + phase)) / 2)
                .toArray();
    }

    static Spectrum spectrum() {
        Random random = new Random(4);
        Spectrum spectrum = Spectrum.of(PRIME).keys(KEYS);
        for (long step : STEPS.subList(0, 6)) {
            double clean = 1 / (1 + Math.exp(-(step - 5000) / 900.));
            double[] power = random.doubles(PRIME / 2, .5, 1.5)
                    .map(v -> v * (1.02 - clean))
                    .toArray();
            for (int key : KEYS) {
                power[key - 1] += 12 * clean * (.7 + .02 * key % .6);
            }
            spectrum = spectrum.at(step, power);
        }
        return spectrum;
    }
}
