package phenomena.notebook;

import java.util.List;
import java.util.stream.Collectors;

/** What a notebook may name without importing it. */
final class Imports {
    /** The packages whose classes every cell sees. A package here must hold a class, or the kernel does not start. */
    static final List<String> PACKAGES = List.of(
            "phenomena.dataset",
            "phenomena.baseline",
            "phenomena.model",
            "phenomena.optimize",
            "phenomena.measure",
            "phenomena.protocol",
            "phenomena.run",
            "phenomena.analysis",
            "phenomena.figure",
            "phenomena.notebook",
            "tech.tablesaw.api");

    /** Classes whose simple name two of the packages share: the one a cell means. */
    static final List<String> CLASSES = List.of("phenomena.run.Row", "phenomena.figure.Spectrum");

    /** Classes whose constants a cell names alone. */
    static final List<String> STATIC = List.of("phenomena.protocol.Dial");

    /** The imports as Java source, one a line. */
    static final String SOURCE = PACKAGES.stream()
                    .map(name -> "import " + name + ".*;\n")
                    .collect(Collectors.joining())
            + STATIC.stream().map(name -> "import static " + name + ".*;\n").collect(Collectors.joining())
            + CLASSES.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining());

    private Imports() {}
}
