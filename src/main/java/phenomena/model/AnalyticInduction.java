package phenomena.model;

import ai.djl.ndarray.NDManager;
import java.util.function.IntUnaryOperator;
import phenomena.model.Decoder.Positions;

/**
 * Weights, written by hand, with which a {@link Decoder} of two layers continues what it has seen: after a token that stood in the
 * sequence before, it predicts what came after it then, or, where it stood there several times, what came after it as often as
 * it did (Elhage et al. 2021 and Olsson et al. 2022, arXiv:2209.11895: a previous-token head and an induction head, composed
 * through the keys).
 *
 * <p>The residual stream holds four unit vectors side by side: of the token, of the position (L numbers), of the token before, which
 * the {@link #previousToken} head writes, and of the token expected, which the {@link #induction} head writes and the unembedding
 * reads. The other heads weigh all positions alike and write nothing. Position 0, before which there is nothing, is kept
 * from the induction head.
 *
 * <p>What a head looks for stands {@value #SHARPNESS} above all else in its scores, so that its pattern is 0 or 1 to nine places, and
 * an expected token {@value #CONFIDENCE} above all others in the logits.
 *
 * @param tokens K, at least 2
 * @param length L of the longest sequence, at least 2
 * @param heads in each layer, at least 1
 */
public record AnalyticInduction(int tokens, int length, int heads) {

    private static final double SHARPNESS = 30;
    private static final double CONFIDENCE = 20;

    public AnalyticInduction {
        Check.atLeast("tokens", tokens, 2);
        Check.atLeast("length", length, 2);
        Check.atLeastOne("heads", heads);
    }

    /** The net that the weights are of, attention alone with learned positions; it is as wide as they need. */
    public Decoder decoder() {
        return Decoder.attentionOnly(2, heads * headWidth(), heads, Positions.LEARNED);
    }

    /** The first head of layer 0, which from each position looks at the one before. */
    public Head previousToken() {
        return new Head(0, 0);
    }

    /** The last head of layer 1, which looks at the positions after those of the same token. */
    public Head induction() {
        return new Head(1, heads - 1);
    }

    private int headWidth() {
        int stream = 3 * tokens + length;
        return Math.max(Math.max(tokens, length), (stream + heads - 1) / heads);
    }

    /** All weights, in the order of the network's entries: what {@link Network} calls a row. */
    public double[] row() {
        Network network;
        try (NDManager manager = NDManager.newBaseManager()) {
            network = Network.of(manager, decoder(), Precision.FLOAT64, new long[] {length}, tokens, 1);
        }
        double[] row = new double[network.parameterCount()];
        network.entries().forEach(entry -> fill(new Matrix(row, entry)));
        return row;
    }

    private void fill(Matrix matrix) {
        int position = tokens; // where each part of the stream begins
        int before = tokens + length;
        int expected = 2 * tokens + length;
        int last = (heads - 1) * headWidth(); // the first column of the last head
        double sharp = Math.sqrt(headWidth()) * SHARPNESS; // scores are divided by the root
        switch (matrix.entry().name()) {
            case "embedding" -> matrix.diagonal(tokens, 0, 0, 1);
            case "positions" -> matrix.diagonal(length, 0, position, 1);
            case "layer0Queries" -> matrix.diagonal(length, position, 0, sharp);
            case "layer0Keys" ->
                matrix.set(length - 1, i -> position + i, i -> i + 1, 1); // what stands at i is asked for from i + 1
            case "layer0Values" -> matrix.diagonal(tokens, 0, 0, 1);
            case "layer0Output" -> matrix.diagonal(tokens, 0, before, 1);
            case "layer1Queries" -> matrix.diagonal(tokens, 0, last, sharp);
            case "layer1Keys" -> {
                matrix.diagonal(tokens, before, last, 1);
                matrix.set(
                        tokens, i -> position, i -> last + i, -2); // alone at position 0, whose token before is its own
            }
            case "layer1Values" -> matrix.diagonal(tokens, 0, last, 1);
            case "layer1Output" -> matrix.diagonal(tokens, last, expected, 1);
            case "unembedding" -> matrix.diagonal(tokens, expected, 0, CONFIDENCE);
            default -> throw new IllegalStateException("no weights for " + matrix.entry());
        }
    }

    /** A matrix within a row. */
    private record Matrix(double[] row, Network.Entry entry) {

        void diagonal(int count, int firstRow, int firstColumn, double value) {
            set(count, i -> firstRow + i, i -> firstColumn + i, value);
        }

        void set(int count, IntUnaryOperator atRow, IntUnaryOperator atColumn, double value) {
            int columns = Math.toIntExact(entry.shape().get(1));
            for (int i = 0; i < count; i++) {
                row[entry.offset() + atRow.applyAsInt(i) * columns + atColumn.applyAsInt(i)] = value;
            }
        }
    }
}
