package phenomena.analysis;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;

/** Columns of what a row's object says. */
final class Columns {

    private Columns() {}

    static <T> DoubleColumn number(String name, T[] rows, ToDoubleFunction<T> value) {
        return DoubleColumn.create(name, Arrays.stream(rows).mapToDouble(value).toArray());
    }

    static <T> IntColumn whole(String name, T[] rows, ToIntFunction<T> value) {
        return IntColumn.create(name, Arrays.stream(rows).mapToInt(value).toArray());
    }

    static <T> StringColumn text(String name, T[] rows, Function<T, String> value) {
        return StringColumn.create(name, Arrays.stream(rows).map(value).toArray(String[]::new));
    }
}
