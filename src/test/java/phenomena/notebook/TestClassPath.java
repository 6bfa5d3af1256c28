package phenomena.notebook;

import java.io.File;
import java.util.Arrays;
import java.util.List;

/** The class path the tests run on. */
final class TestClassPath {
    private TestClassPath() {}

    static List<String> entries() {
        // Surefire starts the JVM on one manifest jar and keeps the real path in its own property.
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator)).toList();
    }
}
