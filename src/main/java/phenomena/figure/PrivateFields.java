package phenomena.figure;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Tablesaw trace or layout was built with.
 *
 * <p>The only reflection in the library. Tablesaw's components have no getters, and the JavaScript they print has already
 * lost what a figure needs: numbers are quoted, text is HTML-escaped, backslashes are not, several fields are left out, and
 * ranges follow the machine's language. The private fields still hold the reader's own values.
 */
final class PrivateFields {

    /** One field: the simple name of the class that declares it, its name, and its value, never null. */
    record Property(String owner, String name, Object value) {}

    private PrivateFields() {}

    /** The non-null instance fields of a Tablesaw object, its own before those of its superclasses. */
    static List<Property> of(Object component) {
        List<Property> properties = new ArrayList<>();
        for (Class<?> type = component.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.isSynthetic()
                        && !field.getName().equals("engine")) {
                    Object value = read(field, component);
                    if (value != null) {
                        properties.add(new Property(type.getSimpleName(), field.getName(), value));
                    }
                }
            }
        }
        return properties;
    }

    private static Object read(Field field, Object component) {
        try {
            field.setAccessible(true);
            return field.get(component);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "cannot read " + field
                            + ": the figure needs tablesaw-jsplot 0.44.4 on the class path, not in a module",
                    e);
        }
    }
}
