package phenomena.notebook;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Display data as a kernel's JSON writer takes it: maps, lists, strings, booleans and finite numbers. */
final class JsonSafe {
    private JsonSafe() {}

    /**
     * Copies a JSON object.
     *
     * @param object names to values
     * @return the same with {@code null} for NaN and infinities, lists for arrays, and text for anything foreign
     */
    static Map<String, Object> object(Map<?, ?> object) {
        Map<String, Object> safe = new LinkedHashMap<>();
        object.forEach((name, value) -> safe.put(String.valueOf(name), value(value)));
        return safe;
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        if (value instanceof Collection<?> values) {
            return list(values.toArray());
        }
        if (value != null && value.getClass().isArray()) {
            return list(value);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        return value == null || value instanceof Boolean ? value : value.toString();
    }

    /** JSON has no NaN and no infinity. */
    private static Number number(Number number) {
        return Double.isNaN(number.doubleValue()) || isInfinite(number) ? null : number;
    }

    private static boolean isInfinite(Number number) {
        // A BigDecimal beyond the doubles is large, not infinite.
        return (number instanceof Double || number instanceof Float) && Double.isInfinite(number.doubleValue());
    }

    private static List<Object> list(Object array) {
        int length = Array.getLength(array);
        List<Object> safe = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            safe.add(value(Array.get(array, i)));
        }
        return safe;
    }
}
