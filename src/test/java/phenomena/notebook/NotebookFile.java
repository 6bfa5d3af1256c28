package phenomena.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A saved notebook, as its JSON.
 *
 * @param json the whole file
 */
record NotebookFile(JsonNode json) {
    static final String PNG = "image/png";
    private static final ObjectMapper JSON = new ObjectMapper();

    static NotebookFile read(Path file) throws IOException {
        return new NotebookFile(JSON.readTree(Files.readAllBytes(file)));
    }

    /** The project's notebooks, in order. */
    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(Launcher.NOTEBOOKS)) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    List<JsonNode> codeCells() {
        return cells("code").filter(cell -> !source(cell).isBlank()).toList();
    }

    List<JsonNode> outputs() {
        return codeCells().stream().flatMap(cell -> stream(cell.get("outputs"))).toList();
    }

    /** The outputs that are Plotly figures. */
    List<JsonNode> figures() {
        return outputs().stream()
                .filter(output -> output.path("data").has(Displayed.PLOTLY))
                .toList();
    }

    /** What went wrong in it: each output that is an error or was written to stderr. */
    List<String> troubles() {
        return outputs().stream()
                .filter(output -> output.path("output_type").asText().equals("error")
                        || output.path("name").asText().equals("stderr"))
                .map(JsonNode::toString)
                .toList();
    }

    /** The first lines of the code cells that never ran. */
    List<String> notExecuted() {
        return codeCells().stream()
                .filter(cell -> !cell.path("execution_count").isInt())
                .map(cell -> source(cell).lines().findFirst().orElseThrow())
                .toList();
    }

    String prose() {
        return String.join("\n", cells("markdown").map(NotebookFile::source).toList());
    }

    /** All that stands in it, names and values, but for the pictures. */
    List<String> texts() {
        var texts = new ArrayList<String>();
        gather(json, texts);
        return texts;
    }

    private static void gather(JsonNode node, List<String> texts) {
        node.properties().forEach(entry -> {
            texts.add(entry.getKey());
            if (entry.getKey().equals(PNG) && entry.getValue().isTextual()) {
                return;
            }
            gather(entry.getValue(), texts);
        });
        if (node.isArray()) {
            node.forEach(element -> gather(element, texts));
        } else if (node.isTextual()) {
            texts.add(node.asText());
        }
    }

    static List<String> tags(JsonNode cell) {
        return stream(cell.at("/metadata/tags")).map(JsonNode::asText).toList();
    }

    /** Text that a notebook keeps whole or as a list of lines. */
    static String source(JsonNode cell) {
        return text(cell.path("source"));
    }

    static String text(JsonNode value) {
        return value.isArray()
                ? String.join("", stream(value).map(JsonNode::asText).toList())
                : value.asText();
    }

    private Stream<JsonNode> cells(String type) {
        return stream(json.path("cells"))
                .filter(cell -> cell.path("cell_type").asText().equals(type));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
