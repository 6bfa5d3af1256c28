package phenomena;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No Java number enters the engine but through {@link phenomena.model.Native}: what DJL makes of one points at memory
 * that the garbage collector owns, and a gradient through it is silently wrong once the collector has run.
 */
class GradientTrapTest {

    private static final String MANAGER = "ai\\.djl\\..*NDManager";
    private static final String ARRAY = "ai\\.djl\\..*NDArray(s|Ex|Adapter)?";

    /** Parameters of {@code create} that bring no data. */
    private static final Set<String> DATALESS =
            Set.of("ai.djl.ndarray.types.Shape", "ai.djl.ndarray.types.DataType", "ai.djl.Device");

    /** Comparisons have no gradient. */
    private static final Set<String> COMPARISONS = Set.of("eq", "neq", "gt", "gte", "lt", "lte", "contentEquals");

    private static boolean isTrap(JavaCodeUnitAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String method = access.getTarget().getName();
        List<String> parameters = access.getTarget().getRawParameterTypes().stream()
                .map(JavaClass::getFullName)
                .toList();
        if (owner.matches(MANAGER)) {
            return method.startsWith("create") && !DATALESS.containsAll(parameters);
        }
        return owner.matches(ARRAY)
                && (method.equals("set") || parameters.contains("java.lang.Number") && !COMPARISONS.contains(method));
    }

    private static Stream<JavaCodeUnitAccess<?>> traps(JavaClass type) {
        return Stream.<JavaCodeUnitAccess<?>>concat(
                        type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
                .filter(GradientTrapTest::isTrap);
    }

    @Test
    void no_class_lets_the_engine_point_at_java_numbers() {
        assertThat(ArchitectureTest.LIBRARY.stream()
                        .flatMap(GradientTrapTest::traps)
                        .map(JavaCodeUnitAccess::getDescription))
                .as("use phenomena.model.Native.of")
                .isEmpty();
    }

    /** Every way into the trap, one a method. */
    @SuppressWarnings("unused")
    private static final class Trapped {

        NDArray multiplies(NDArray x) {
            return x.mul(0.25f);
        }

        NDArray multipliesInPlace(NDArray x) {
            return x.muli(2);
        }

        NDArray divides(NDArray x) {
            return x.div(3L);
        }

        NDArray subtracts(NDArray x) {
            return x.sub(1.5);
        }

        NDArray addsInPlace(NDArray x) {
            return x.addi(1);
        }

        NDArray raises(NDArray x) {
            return x.pow(3);
        }

        NDArray takesTheRemainder(NDArray x) {
            return x.mod(2);
        }

        NDArray takesTheLarger(NDArray x) {
            return x.maximum(0);
        }

        NDArray takesTheSmaller(NDArray x) {
            return x.minimum(0);
        }

        NDArray clips(NDArray x) {
            return x.clip(0, 1);
        }

        NDArray multipliesByStaticMethod(NDArray x) {
            return NDArrays.mul(2, x);
        }

        NDArray createsScalar(NDManager manager) {
            return manager.create(1f);
        }

        NDArray createsVector(NDManager manager) {
            return manager.create(new float[] {1, 2});
        }

        NDArray createsMatrix(NDManager manager) {
            return manager.create(new double[4], new Shape(2, 2));
        }

        NDArray createsFromBuffer(NDManager manager) {
            return manager.create(FloatBuffer.allocate(1), new Shape(1));
        }

        void sets(NDArray x) {
            x.set(new float[] {1});
        }

        void setsAtAnIndex(NDArray x) {
            x.set(new NDIndex(0), 1);
        }

        Function<NDArray, NDArray> multipliesInLambda() {
            return x -> x.mul(2);
        }

        BiFunction<NDArray, Number, NDArray> multipliesByReference() {
            return NDArray::mul;
        }

        Function<float[], NDArray> createsByReference(NDManager manager) {
            return manager::create;
        }
    }

    /** What is right, and must stay allowed. */
    @SuppressWarnings("unused")
    private static final class Free {

        NDArray arithmetic(NDArray x, NDArray y) {
            return x.mul(y).add(y).divi(y).pow(y).maximum(y);
        }

        NDArray memoryOfTheEngine(NDManager manager) {
            return manager.create(new Shape(2)).add(manager.create(new Shape(2), DataType.FLOAT32));
        }

        NDArray constants(NDManager manager) {
            return manager.full(new Shape(2), 0.5f).add(manager.zeros(new Shape(2)));
        }

        NDArray comparison(NDArray x) {
            return x.gt(0);
        }
    }

    private static List<String> caught(Class<?> type) {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return traps(new ClassFileImporter().importClasses(type).get(type))
                    .map(trap -> trap.getOrigin().getName())
                    .distinct()
                    .toList();
        });
    }

    @Test
    void every_way_into_the_trap_is_caught() {
        assertThat(caught(Trapped.class))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Trapped.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .map(Method::getName)
                        .toList());
    }

    @Test
    void what_is_right_stays_allowed() {
        assertThat(caught(Free.class)).isEmpty();
    }
}
