package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineTest {

    private static final Points POINTS = RandomPoints.gaussian(100_000, 1, 1, 1);

    static List<Baseline> enormous() {
        return List.of(
                new RandomFourierFeatures(2_000_000_000, 1, 0),
                new RandomReluFeatures(2_000_000_000, 0.1),
                new PolynomialRegression(65_536, 0, -10, 10),
                new KernelRidge(new Kernel.Rbf(1), 0),
                new GaussianProcess(new Kernel.Matern32(1), 0.1),
                LikeliestGaussianProcess.of(Kernel.Matern12::new));
    }

    @ParameterizedTest
    @MethodSource("enormous")
    void refuses_what_memory_does_not_hold_before_it_allocates(Baseline baseline) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> baseline.fit(POINTS, 0))
                .withMessageStartingWith(
                        "memory for " + baseline + " on 100000 points of 1 features must be at most the ")
                .withMessageMatching(".* GB of this JVM, got [0-9.]+ GB; lower what the baseline counts "
                        + "\\(features, degree\\) or the number of points, or raise the memory with -Xmx");
    }
}
