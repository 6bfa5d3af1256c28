package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plain JVM: the library's classes and libraries, and no kernel's. */
class NoKernelTest {
    private static URLClassLoader plainJvm() throws Exception {
        List<String> entries = TestClassPath.entries().stream()
                .filter(entry -> !entry.contains("jjava") && !entry.contains("basekernel"))
                .toList();
        URL[] urls = new URL[entries.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(entries.get(i)).toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static Object call(ClassLoader loader, String type, String method) throws Exception {
        return loader.loadClass("phenomena.notebook." + type).getMethod(method).invoke(null);
    }

    @Test
    void there_is_no_cell_and_nothing_fails() throws Exception {
        try (var jvm = plainJvm()) {
            assertThat(call(jvm, "Notebook", "cell")).hasToString("Optional.empty");
            assertThat(call(jvm, "ProgressChoice", "progress")).isNotNull();
        }
    }

    @Test
    void installing_for_ijava_says_that_there_is_none() throws Exception {
        try (var jvm = plainJvm()) {
            assertThatExceptionOfType(InvocationTargetException.class)
                    .isThrownBy(() -> call(jvm, "IJavaAdapter", "install"))
                    .havingCause()
                    .isInstanceOf(IllegalStateException.class)
                    .withMessageContaining("must be called in a notebook whose kernel is IJava");
        }
    }
}
