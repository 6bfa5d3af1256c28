package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Several figures in one, of which a slider shows one at a time by hiding the traces, lines and notes of the others. */
final class Slider {
    /** Pixels a slider takes under the plot: itself, its labels and what it turns. */
    private static final int HEIGHT = 85;

    private Slider() {}

    static ObjectNode of(String name, List<String> labels, List<ObjectNode> frames) {
        if (frames.isEmpty() || labels.size() != frames.size()) {
            throw new IllegalArgumentException("a slider must have a label a picture and at least one, got "
                    + labels.size() + " labels and " + frames.size() + " pictures");
        }
        ObjectNode figure = frames.get(0).deepCopy();
        ObjectNode layout = figure.withObjectProperty("layout");
        List<Integer> traces = gather(figure.putArray("data"), frames, "/data");
        List<Integer> notes = gather(figure.withObjectProperty("words").putArray("notes"), frames, "/words/notes");
        List<Integer> shapes = gather(layout.putArray("shapes"), frames, "/layout/shapes");
        Axes.unite(figure, frames, "x");
        Axes.unite(figure, frames, "y");
        hideAllButFirst(figure.get("data"), traces);
        hideAllButFirst(figure.at("/words/notes"), notes);
        hideAllButFirst(layout.get("shapes"), shapes);

        ArrayNode steps = track(layout, name).putArray("steps");
        boolean titlesDiffer = frames.stream().map(Slider::title).distinct().count() > 1;
        for (int i = 0; i < frames.size(); i++) {
            ObjectNode step =
                    steps.addObject().put("label", SafeText.of(labels.get(i))).put("method", "update");
            ArrayNode change = step.putArray("args");
            ArrayNode visible = change.addObject().putArray("visible");
            for (int owner : traces) {
                visible.add(owner == i);
            }
            ObjectNode relayout = change.addObject();
            toggle(relayout, "annotations", notes, i); // notes are the first annotations of a settled figure
            toggle(relayout, "shapes", shapes, i);
            if (titlesDiffer) {
                relayout.put("title.text", title(frames.get(i)));
            }
        }
        return figure;
    }

    private static ObjectNode track(ObjectNode layout, String name) {
        ObjectNode margin = layout.withObjectProperty("margin");
        margin.put("b", margin.path("b").asInt(HouseStyle.BOTTOM) + HEIGHT);
        layout.put("height", layout.path("height").asInt(HouseStyle.HEIGHT) + HEIGHT);
        ObjectNode slider = layout.putArray("sliders").addObject();
        slider.put("active", 0).put("len", 1).put("x", 0);
        slider.putObject("pad").put("t", 50).put("b", 10);
        slider.putObject("currentvalue").put("prefix", SafeText.of(name) + ": ").put("xanchor", "left");
        slider.putObject("transition").put("duration", 0);
        return slider;
    }

    private static String title(ObjectNode frame) {
        return frame.at("/layout/title/text").asText();
    }

    /** Gathers what each frame has at a place; returns, for each thing gathered, its frame. */
    private static List<Integer> gather(ArrayNode target, List<ObjectNode> frames, String place) {
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            for (JsonNode thing : frames.get(i).at(place)) {
                target.add(thing);
                owners.add(i);
            }
        }
        return owners;
    }

    private static void hideAllButFirst(JsonNode things, List<Integer> owners) {
        for (int i = 0; i < owners.size(); i++) {
            if (owners.get(i) > 0) {
                ((ObjectNode) things.get(i)).put("visible", false);
            }
        }
    }

    private static void toggle(ObjectNode relayout, String kind, List<Integer> owners, int frame) {
        for (int i = 0; i < owners.size(); i++) {
            relayout.put(kind + "[" + i + "].visible", owners.get(i) == frame);
        }
    }
}
