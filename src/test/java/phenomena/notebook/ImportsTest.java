package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ImportsTest {
    /** What the kernels import before this library does. */
    private static final List<String> KERNEL_PACKAGES = List.of(
            "java.util",
            "java.io",
            "java.math",
            "java.net",
            "java.time",
            "java.util.concurrent",
            "java.util.regex",
            "java.util.prefs",
            "java.nio.file",
            "java.util.function",
            "java.util.stream");

    private static Set<String> publicClasses(String packageName) {
        return new ClassFileImporter()
                .importPackages(packageName).stream()
                        .filter(type -> type.getPackageName().equals(packageName) && type.isTopLevelClass())
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
    }

    private static boolean exists(String className) {
        try {
            return Class.forName(className) != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void every_imported_package_holds_a_public_class() {
        assertThat(Imports.PACKAGES)
                .allSatisfy(name -> assertThat(publicClasses(name)).isNotEmpty());
    }

    @Test
    void no_simple_name_is_ambiguous_in_a_cell() {
        Map<String, List<String>> homes = new HashMap<>();
        for (String home : Imports.PACKAGES) {
            publicClasses(home).forEach(name -> homes.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(home));
        }
        homes.forEach((name, packages) -> KERNEL_PACKAGES.stream()
                .filter(home -> exists(home + "." + name))
                .forEach(packages::add));
        homes.values().removeIf(packages -> packages.size() == 1);
        Imports.CLASSES.forEach(name -> homes.remove(name.substring(name.lastIndexOf('.') + 1)));

        assertThat(homes).as("name one of each in Imports.CLASSES").isEmpty();
    }

    @Test
    void every_class_named_to_settle_a_name_exists() {
        assertThat(Imports.CLASSES).allMatch(ImportsTest::exists);
    }
}
