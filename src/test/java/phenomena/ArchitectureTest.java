package phenomena;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The direction of the imports, and the rooms that third parties stay in. */
class ArchitectureTest {

    /** Each room may import from those before it. */
    private static final List<String> ROOMS = List.of(
            "theory",
            "dataset",
            "baseline",
            "model",
            "optimize",
            "measure",
            "protocol",
            "run",
            "analysis",
            "figure",
            "notebook");

    static final JavaClasses LIBRARY = library();

    /** The library's classes, without reading those of its dependencies: their names are enough, and reading takes long. */
    private static JavaClasses library() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("phenomena");
        });
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("phenomena.") ? name.split("\\.")[1] : "";
    }

    private static ArchCondition<JavaClass> importFromRoomsBeforeTheirOwn() {
        return new ArchCondition<>("import from their own room and those before it, " + ROOMS) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> !room(dependency.getTargetClass()).isEmpty())
                        .forEach(dependency -> events.add(new SimpleConditionEvent(
                                dependency,
                                ROOMS.indexOf(room(dependency.getTargetClass())) <= ROOMS.indexOf(room(type)),
                                dependency.getDescription())));
            }
        };
    }

    /** The packages of a third party, those within {@code except} excepted, appear in no room but these. */
    private static void staysIn(String thirdParty, List<String> except, String... rooms) {
        DescribedPredicate<JavaClass> its = resideInAPackage(thirdParty + "..");
        for (String other : except) {
            its = its.and(DescribedPredicate.not(resideInAPackage(other + "..")));
        }
        Set<String> others = new HashSet<>(ROOMS);
        others.removeAll(Set.of(rooms));
        noClasses()
                .that()
                .resideInAnyPackage(
                        others.stream().map(room -> "phenomena." + room + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat(its.as("are " + thirdParty))
                .check(LIBRARY);
        for (String room : rooms) {
            assertThat(LIBRARY.stream().filter(type -> room(type).equals(room)))
                    .as("%s in %s, or take it off the list", thirdParty, room)
                    .anyMatch(type -> type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(dependency ->
                                    dependency.getTargetClass().getPackageName().startsWith(thirdParty)));
        }
    }

    @Test
    void every_class_lives_in_a_room_and_every_room_is_inhabited() {
        assertThat(LIBRARY.stream().map(ArchitectureTest::room).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(ROOMS);
    }

    @Test
    void imports_point_one_way() {
        classes().should(importFromRoomsBeforeTheirOwn()).check(LIBRARY);
    }

    @Test
    void the_engine_stays_below_the_tables() {
        staysIn("ai.djl", List.of(), "dataset", "model", "run");
        staysIn("ai.djl.pytorch", List.of(), "run");
        noClasses()
                .that()
                .resideInAPackage("phenomena.dataset..")
                .should()
                .dependOnClassesThat(resideInAPackage("ai.djl.ndarray.."))
                .because("tasks give plain arrays")
                .check(LIBRARY);
    }

    @Test
    void linear_algebra_trees_and_support_vectors_are_for_the_baselines() {
        staysIn("org.ejml", List.of(), "baseline");
        staysIn("ml.dmlc", List.of(), "baseline");
        staysIn("libsvm", List.of(), "baseline");
    }

    @Test
    void json_is_for_protocols_records_and_figures() {
        staysIn("com.fasterxml.jackson", List.of(), "protocol", "run", "figure");
    }

    @Test
    void tables_begin_where_the_loop_ends() {
        staysIn("tech.tablesaw", List.of(), "run", "analysis", "figure", "notebook");
        staysIn("tech.tablesaw.plotly", List.of(), "figure", "notebook");
    }

    @Test
    void kernels_are_known_to_their_adapters_alone() {
        staysIn("org.dflib", List.of(), "notebook");
        staysIn("io.github.spencerpark", List.of(), "notebook");
        noClasses()
                .that()
                .haveNameNotMatching("phenomena\\.notebook\\.(JJavaExtension|IJavaAdapter)(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAPackage("org.dflib..").or(resideInAPackage("io.github.spencerpark..")))
                .check(LIBRARY);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)").check(LIBRARY);
    }
}
