package phenomena.measure;

import java.util.List;
import java.util.function.ObjDoubleConsumer;
import org.hipparchus.linear.RealMatrix;
import phenomena.model.Head;

/**
 * How much a head reads of what another, of an earlier layer, writes, from the weights alone (Elhage et al. 2021, "A mathematical
 * framework for transformer circuits", section "Two-layer attention-only transformers"). With the circuits {@code A = Q Kᵀ} and {@code
 * B = V O} of a head, 1 the earlier and 2 the later, and Frobenius norms:
 *
 * <ul>
 *   <li>{@code Q composition layer i head j into layer k head l}: {@code |B₁ A₂| / (|B₁| |A₂|) − 1/√d}
 *   <li>{@code K composition …}: {@code |B₁ A₂ᵀ| / (|B₁| |A₂|) − 1/√d}
 *   <li>{@code V composition …}: {@code |B₁ B₂| / (|B₁| |B₂|) − 1/√d}
 * </ul>
 *
 * <p>Circuits that have nothing to do with each other have a ratio of 1/√d, the root of its mean square over all rotations of the
 * residual stream, of width d, between the two. The ratio is 1 where 2 reads the one direction that 1 writes, so that the score is in
 * [−1/√d, 1 − 1/√d]. Differs from the paper, which takes off the mean over pairs of random matrices: it is lower, by less than 5% at
 * rank 8 and by 20% at rank 1. NaN where a circuit is 0.
 */
public record CompositionScores() implements Probe {

    /** What a score's name begins with, and what stands between its two heads. */
    public static final String Q_COMPOSITION = "Q composition";

    public static final String K_COMPOSITION = "K composition";
    public static final String V_COMPOSITION = "V composition";
    public static final String INTO = " into";

    /** A product {@code left · right} of d × r and r × d. */
    private record Circuit(RealMatrix left, RealMatrix right) {

        Circuit transposed() {
            return new Circuit(right.transpose(), left.transpose());
        }

        /** The Frobenius norm, by matrices of r × r: {@code |L R|² = tr(LᵀL RRᵀ)}. */
        double norm() {
            RealMatrix lefts = left.transposeMultiply(left);
            RealMatrix rights = right.multiplyTransposed(right);
            return Math.sqrt(Math.max(0, lefts.multiply(rights).getTrace()));
        }

        /** {@code |this · other| / (|this| |other|)} */
        double share(Circuit other) {
            RealMatrix between = right.multiply(other.left());
            return new Circuit(left, between.multiply(other.right())).norm() / (norm() * other.norm());
        }
    }

    /** @throws IllegalStateException if the architecture shows no attention */
    @Override
    public void measure(Observation observation, Readings readings) {
        List<Head> heads = observation.heads().all();
        for (int replica = 0; replica < observation.replicas(); replica++) {
            HeadCircuits circuits = HeadCircuits.of(observation, replica);
            for (Head first : heads) {
                for (Head second : heads) {
                    if (second.layer() > first.layer()) {
                        int own = replica;
                        read(
                                circuits,
                                first,
                                second,
                                (quantity, value) -> readings.put(own, observation.step(), "", quantity, value));
                    }
                }
            }
        }
    }

    private static void read(HeadCircuits circuits, Head first, Head second, ObjDoubleConsumer<String> readings) {
        Circuit moves = moves(circuits, first);
        Circuit scores =
                new Circuit(circuits.queries(second), circuits.keys(second).transpose());
        double unrelated = 1 / Math.sqrt(circuits.decoder().width());
        String pair = Heads.named("", first) + Heads.named(INTO, second);
        readings.accept(Q_COMPOSITION + pair, moves.share(scores) - unrelated);
        readings.accept(K_COMPOSITION + pair, moves.share(scores.transposed()) - unrelated);
        readings.accept(V_COMPOSITION + pair, moves.share(moves(circuits, second)) - unrelated);
    }

    private static Circuit moves(HeadCircuits circuits, Head head) {
        return new Circuit(circuits.values(head), circuits.output(head));
    }
}
