package phenomena.figure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
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
                Matrices.of(31, 31, "neuron 3", "neuron 100")
                        .at(0, wave(31, 3, 1, 0), wave(31, 5, 2, .5))
                        .axes("b", "a"));
        drawings.put("spectrum", spectrum().title("Five frequencies hold what is left of the power"));
        drawings.put("spectrum panels", spectrum().panels(3).title("Five frequencies are left"));
        return drawings;
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
