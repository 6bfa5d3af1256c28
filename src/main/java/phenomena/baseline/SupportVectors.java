package phenomena.baseline;

import java.util.Arrays;
import java.util.Map;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * A support-vector machine with the radial kernel exp(−gamma |x − x′|²) and the hinge loss (Cortes &amp; Vapnik 1995), one for
 * each pair of classes, fitted by LIBSVM (Chang &amp; Lin 2011, section 4.1; tolerance 10⁻³). For classification alone.
 *
 * <p>The output is the one-hot vector of the class that wins most pairs; among equals the class that came first in training.
 * The votes themselves, as shares, would not estimate a label: of K classes the winner of all its pairs has 2/K of the votes,
 * and squared error would stay far from 0 on points that are fitted exactly. So squared error here is twice the error rate.
 *
 * @param cost C, the price of a violated margin, positive; large values fit every label, wrong ones too
 * @param gamma the kernel's inverse squared width, positive; 1 / features is usual for standardised inputs
 */
public record SupportVectors(double cost, double gamma) implements Baseline {

    private static final int CACHE_MEGABYTES = 100;
    private static final long CACHE_DOUBLES = CACHE_MEGABYTES * (1L << 17);

    static {
        // LIBSVM reports every fit on the standard output otherwise.
        svm.svm_set_print_string_function(text -> {});
    }

    /** @throws IllegalArgumentException if a value is not positive and finite */
    public SupportVectors {
        Check.positive("cost", cost);
        Check.positive("gamma", gamma);
    }

    /**
     * Solves each pair's quadratic problem; there is no chance in it.
     *
     * @throws IllegalArgumentException if targets are not one-hot, or the points would not fit in memory
     */
    @Override
    public Predictor fit(Points train, long seed) {
        requireMemory(train);
        svm_problem problem = new svm_problem();
        int[] labels = train.labels();
        problem.l = labels.length;
        problem.y = new double[labels.length];
        problem.x = new svm_node[labels.length][];
        for (int i = 0; i < labels.length; i++) {
            problem.y[i] = labels[i];
            problem.x[i] = nodes(train.inputs(), i, train.features());
        }
        return new Machine(svm.svm_train(problem, parameters()), train.features(), train.outputs());
    }

    /** The points as LIBSVM's nodes, an object of four doubles for each number, and its cache of kernel values. */
    @Override
    public long size(int examples, int features, int outputs) {
        return 4L * examples * features + Math.min(CACHE_DOUBLES, (long) examples * examples);
    }

    private svm_parameter parameters() {
        svm_parameter parameters = new svm_parameter();
        parameters.svm_type = svm_parameter.C_SVC;
        parameters.kernel_type = svm_parameter.RBF;
        parameters.C = cost;
        parameters.gamma = gamma;
        parameters.eps = 1e-3;
        parameters.cache_size = CACHE_MEGABYTES;
        parameters.shrinking = 1;
        parameters.probability = 0;
        parameters.nr_weight = 0;
        parameters.weight_label = new int[0];
        parameters.weight = new double[0];
        return parameters;
    }

    /** The numbers of one input that are not 0, which LIBSVM takes the rest to be. */
    private static svm_node[] nodes(double[] inputs, int row, int features) {
        svm_node[] nodes = new svm_node[features];
        int count = 0;
        for (int f = 0; f < features; f++) {
            double value = inputs[row * features + f];
            if (value != 0) {
                svm_node node = new svm_node();
                node.index = f + 1;
                node.value = value;
                nodes[count++] = node;
            }
        }
        return Arrays.copyOf(nodes, count);
    }

    private record Machine(svm_model model, int features, int outputs) implements Predictor {

        @Override
        public double[] predict(double[] inputs, int given) {
            int rows = Check.inputs(inputs, given, features);
            double[] result = new double[rows * outputs];
            for (int row = 0; row < rows; row++) {
                int winner = (int) svm.svm_predict(model, nodes(inputs, row, features));
                result[row * outputs + winner] = 1;
            }
            return result;
        }

        @Override
        public Map<String, Double> quantities() {
            return Map.of("support vectors", (double) model.l);
        }
    }
}
