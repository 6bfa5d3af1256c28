package phenomena.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumbersTest {

    static Stream<IntFunction<Numbers>> precisions() {
        return Stream.of(Numbers::float32, Numbers::float64);
    }

    private static Numbers of(IntFunction<Numbers> zeros, double... values) {
        Numbers numbers = zeros.apply(values.length);
        IntStream.range(0, values.length).forEach(i -> numbers.set(i, values[i]));
        return numbers;
    }

    private static double[] values(Numbers numbers) {
        return IntStream.range(0, numbers.length()).mapToDouble(numbers::get).toArray();
    }

    /** Small halves, so that either precision is exact. */
    @ParameterizedTest
    @MethodSource("precisions")
    void each_operation_is_its_formula(IntFunction<Numbers> zeros) {
        Numbers y = of(zeros, -2, 0, 4);
        becomes(zeros, x -> x.copy(y), -2, 0, 4);
        becomes(zeros, x -> x.scale(0.5), 0.5, 1, 1.5);
        becomes(zeros, x -> x.add(3, y), -5, 2, 15);
        becomes(zeros, x -> x.addSign(0.5, y), 0.5, 2, 3.5);
        becomes(zeros, x -> x.mix(2, 0.5, y), 1, 4, 8);
        becomes(zeros, x -> x.mixSquare(2, 0.5, y), 4, 4, 14);
        becomes(zeros, x -> x.descend(2, y, 0.5, of(zeros, 4, 9, 16), 1), 1 + 4 / 2.0, 2, 3 - 8 / 3.0);
        assertThat(y.dot(of(zeros, 1, 2, 3))).isEqualTo(10);
    }

    private static void becomes(IntFunction<Numbers> zeros, Consumer<Numbers> operation, double... expected) {
        Numbers x = of(zeros, 1, 2, 3);
        operation.accept(x);
        assertThat(values(x)).containsExactly(expected, within(3e-7));
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void the_sign_is_exact_for_every_number(IntFunction<Numbers> zeros) {
        double least = zeros.apply(1) instanceof Floats ? Float.MIN_VALUE : Double.MIN_VALUE;
        double most = zeros.apply(1) instanceof Floats ? Float.MAX_VALUE : Double.MAX_VALUE;
        double[] anything = {least, -least, most, -most, 1 / 0.0, -1 / 0.0, 0.0, -0.0, 1e-40, -1, Double.NaN};
        Numbers x = zeros.apply(anything.length);
        x.addSign(2, of(zeros, anything));
        x.add(1, of(zeros, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)); // no minus before a 0
        assertThat(values(x)).containsExactly(2, -2, 2, -2, 2, -2, 0, 0, 2, -2, Double.NaN);
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void the_first_numbers_are_a_view(IntFunction<Numbers> zeros) {
        Numbers all = of(zeros, 1, 2, 3);
        all.first(2).scale(2);
        assertThat(values(all)).containsExactly(2, 4, 3);
        assertThat(all.first(2).length()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void engine_memory_is_read_and_written_from_an_index_on(IntFunction<Numbers> zeros) {
        ByteBuffer memory = ByteBuffer.allocateDirect(6 * 8).order(ByteOrder.nativeOrder());
        of(zeros, 1, 2, 3, 4).write(memory, 1);
        of(zeros, 7, 8, 9).first(2).write(memory, 3);
        Numbers back = zeros.apply(5);
        back.read(memory, 0);
        assertThat(values(back)).containsExactly(0, 1, 2, 7, 8);
    }

    @Test
    void each_precision_rounds_as_it_should() {
        assertThat(of(Numbers::float32, 0.1).get(0)).isEqualTo(0.1f);
        assertThat(of(Numbers::float64, 0.1).get(0)).isEqualTo(0.1);
        Numbers small = of(Numbers::float32, 1e4, 1e-4);
        assertThat(small.dot(small)).as("summed in double precision").isGreaterThan(1e8);
    }
}
