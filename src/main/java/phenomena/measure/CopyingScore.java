package phenomena.measure;

import java.util.Arrays;
import org.hipparchus.complex.Complex;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.EigenDecompositionNonSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import phenomena.model.Head;

/**
 * {@code copying layer i head j}: whether a head raises the logits of the tokens that it looks at, in [−1, 1], from the weights alone:
 * {@code Σ λ / Σ |λ|} over the eigenvalues λ of its circuit from tokens to logits, {@code M = E V O U}, K × K (Elhage et al. 2021, "A
 * mathematical framework for transformer circuits", section "Detecting copying behavior"; Olsson et al. 2022, arXiv:2209.11895, appendix
 * "Validating head activation evaluators", find that it goes with their measure on sequences). 1 where all are positive: each
 * combination of tokens that M keeps the direction of is raised; 0 also where M is 0, and NaN where eigenvalues are not found.
 *
 * <p>E is what the first layer reads of the tokens, positions and MLPs aside, and U reads the residual stream without what it adds to
 * all logits alike. Differs from the paper in that last point.
 */
public record CopyingScore() implements Probe {

    /** The score's name, before {@code layer i head j}. */
    public static final String COPYING = "copying";

    private static final double NOTHING = 1e-10; // a singular value over the largest that is no more than rounding

    /** @throws IllegalStateException if the architecture shows no attention */
    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            HeadCircuits circuits = HeadCircuits.of(observation, replica);
            RealMatrix around = circuits.unembedding().multiply(circuits.embedding()); // d × d
            for (Head head : observation.heads().all()) {
                // The eigenvalues of a product do not change, but for zeros, when its first factor becomes its last.
                RealMatrix small = circuits.output(head).multiply(around).multiply(circuits.values(head));
                readings.put(replica, observation.step(), "", Heads.named(COPYING, head), positive(small));
            }
        }
    }

    private static double positive(RealMatrix matrix) {
        double norm = matrix.getFrobeniusNorm();
        if (!(norm > 0) || Double.isInfinite(norm)) {
            return norm == 0 ? 0 : Double.NaN;
        }
        try {
            Complex[] values = new EigenDecompositionNonSymmetric(regular(matrix)).getEigenvalues();
            double sizes = Arrays.stream(values).mapToDouble(Complex::norm).sum();
            return Arrays.stream(values).mapToDouble(Complex::getReal).sum() / sizes;
        } catch (MathIllegalStateException notConverged) {
            return Double.NaN;
        }
    }

    /** A matrix of full rank with the same eigenvalues but for zeros: of few tokens, heads have zeros that do not converge. */
    private static RealMatrix regular(RealMatrix matrix) {
        SingularValueDecomposition parts = new SingularValueDecomposition(matrix);
        double[] sizes = parts.getSingularValues(); // the largest first
        int rank = (int)
                Arrays.stream(sizes).filter(size -> size > NOTHING * sizes[0]).count();
        int last = matrix.getRowDimension() - 1;
        RealMatrix left = parts.getU().getSubMatrix(0, last, 0, rank - 1);
        RealMatrix right = parts.getV().getSubMatrix(0, last, 0, rank - 1);
        return parts.getS().getSubMatrix(0, rank - 1, 0, rank - 1).multiply(right.transposeMultiply(left));
    }
}
