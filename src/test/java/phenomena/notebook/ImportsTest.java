package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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

    private static final List<JavaClass> PUBLIC_CLASSES = publicClasses();

    private static List<JavaClass> publicClasses() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            // Names are enough here; what the classes use need not be read, which takes most of the time.
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                            .withImportOption(new ImportOption.DoNotIncludeTests())
                            .importPackages("phenomena", "tech.tablesaw.api")
                            .stream()
                            .filter(type -> type.isTopLevelClass()
                                    && type.getModifiers().contains(JavaModifier.PUBLIC))
                            .toList();
        });
    }

    private static Set<String> publicClasses(String home) {
        return PUBLIC_CLASSES.stream()
                .filter(type -> type.getPackageName().equals(home))
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
    void every_room_of_the_library_is_imported() {
        assertThat(Imports.PACKAGES)
                .containsAll(PUBLIC_CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith("phenomena."))
                        .collect(Collectors.toSet()));
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
