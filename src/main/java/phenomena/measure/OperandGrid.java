package phenomena.measure;

import java.util.stream.IntStream;

/**
 * A network as functions of the pair (a, b) modulo n: what its neurons and its logits are over the whole table.
 *
 * <p>Each function comes as n² values, row a after row a, b along a row.
 */
public final class OperandGrid {

    private final OperandPairs pairs;
    private final Observation observation;
    private final int replica;

    private OperandGrid(OperandPairs pairs, Observation observation, int replica) {
        this.pairs = pairs;
        this.observation = observation;
        this.replica = replica;
    }

    /**
     * A replica's functions of its operands.
     *
     * @throws IllegalArgumentException if train and test examples are not together the table of all pairs
     */
    public static OperandGrid of(Observation observation, int replica) {
        return new OperandGrid(OperandPairs.of(observation, replica), observation, replica);
    }

    /** Symbols n. */
    public int modulus() {
        return pairs.modulus();
    }

    /**
     * The activation of one neuron of the last hidden layer.
     *
     * @throws IllegalStateException if the architecture does not show its neurons
     */
    public double[] neuron(int neuron) {
        return over(neuron, true);
    }

    /** The logit of one result. */
    public double[] logit(int result) {
        return over(result, false);
    }

    /** The {@code count} neurons that vary most over the table, the strongest first. */
    public int[] strongest(int count) {
        double[] variances = NeuronPower.of(observation, replica).variances();
        return IntStream.range(0, variances.length)
                .boxed()
                .sorted((i, j) -> Double.compare(variances[j], variances[i]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private double[] over(int column, boolean neurons) {
        double[] grid = new double[pairs.modulus() * pairs.modulus()];
        for (Part part : Part.values()) {
            double[] values = neurons ? observation.activations(replica, part) : observation.logits(replica, part);
            int[] own = pairs.of(part);
            int width = values.length / own.length;
            if (column < 0 || column >= width) {
                throw new IllegalArgumentException(
                        (neurons ? "neuron" : "result") + " must be in [0, " + width + "), got " + column);
            }
            for (int i = 0; i < own.length; i++) {
                grid[own[i]] = values[i * width + column];
            }
        }
        return grid;
    }
}
