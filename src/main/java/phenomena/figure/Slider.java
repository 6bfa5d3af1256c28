package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Several figures in one, of which a slider shows one at a time by hiding the traces, lines and notes of the others. */
final class Slider {
    /** Pixels a slider takes: itself, its labels and what it turns. */
    private static final int HEIGHT = 82;

    /** Pixels an x axis takes between the plot and the slider; without one there is a smaller gap. */
    private static final int AXIS = 50;

    private static final int NO_AXIS = 14;
    private static final int LABEL_SIZE = 12;

    /** The owner of what every frame has. */
    private static final int ALL = -1;

    private Slider() {}

    static ObjectNode of(String name, List<String> labels, List<ObjectNode> frames, int start) {
        if (frames.isEmpty() || labels.size() != frames.size()) {
            throw new IllegalArgumentException("a slider must have a label a picture and at least one, got "
                    + labels.size() + " labels and " + frames.size() + " pictures");
        }
        Axes.agree(frames, List.of("x", "y"));
        ColorBars.agree(frames, false);
        frames.forEach(EndLabels::settle);
        ObjectNode figure = frames.get(start).deepCopy();
        ObjectNode layout = figure.withObjectProperty("layout");
        List<Integer> traces = gather(figure.putArray("data"), frames, "/data");
        List<Integer> notes = gatherOnce(figure.withObjectProperty("words").putArray("notes"), frames, "/words/notes");
        List<Integer> shapes = gatherOnce(layout.putArray("shapes"), frames, "/layout/shapes");
        hideAllBut(start, figure.get("data"), traces);
        hideAllBut(start, figure.at("/words/notes"), notes);
        hideAllBut(start, layout.get("shapes"), shapes);

        widen(layout, frames);
        ArrayNode steps = track(layout, name, labels).put("active", start).putArray("steps");
        boolean titlesDiffer = frames.stream().map(Slider::title).distinct().count() > 1;
        boolean titlesAreLabels = frames.stream()
                .map(Slider::title)
                .toList()
                .equals(labels.stream().map(SafeText::of).toList());
        if (titlesAreLabels) {
            layout.remove("title"); // the slider says it
        }
        for (int i = 0; i < frames.size(); i++) {
            ArrayNode change = steps.addObject()
                    .put("label", SafeText.of(labels.get(i)))
                    .put("method", "update")
                    .putArray("args");
            ArrayNode visible = change.addObject().putArray("visible");
            for (int owner : traces) {
                visible.add(owner == i);
            }
            ObjectNode relayout = change.addObject();
            toggle(relayout, "annotations", notes, i); // notes are the first annotations of a settled figure
            toggle(relayout, "shapes", shapes, i);
            if (titlesDiffer && !titlesAreLabels) {
                relayout.put("title.text", title(frames.get(i)));
            }
        }
        return figure;
    }

    /**
     * Pictures of training steps: the one there is, or a slider that opens at the last.
     *
     * @throws IllegalArgumentException if there are none
     */
    static Chart overSteps(SortedMap<Long, Chart> pictures) {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("there must be a step to draw, got none: add one with at(step, …)");
        }
        List<String> labels = pictures.keySet().stream().map(Tidy::count).toList();
        return pictures.size() == 1
                ? pictures.get(pictures.firstKey())
                : Chart.slider("step", labels, List.copyOf(pictures.values()), pictures.size() - 1);
    }

    /** The side margins that the widest labels of any picture need. */
    private static void widen(ObjectNode layout, List<ObjectNode> frames) {
        for (String side : List.of("l", "r")) {
            int widest = frames.stream()
                    .mapToInt(frame -> frame.at("/layout/margin/" + side).asInt())
                    .max()
                    .orElseThrow();
            layout.withObjectProperty("margin").put(side, widest);
        }
    }

    private static ObjectNode track(ObjectNode layout, String name, List<String> labels) {
        boolean axis = layout.at("/xaxis/visible").asBoolean(true);
        ObjectNode margin = layout.withObjectProperty("margin");
        int before = margin.path("b").asInt(HouseStyle.BOTTOM);
        int more = (axis ? AXIS : NO_AXIS) + HEIGHT - before;
        margin.put("b", before + more);
        layout.put("height", layout.path("height").asInt(HouseStyle.HEIGHT) + more);
        ObjectNode slider = layout.putArray("sliders").addObject();
        slider.put("len", 1).put("x", 0);
        slider.putObject("font").put("size", LABEL_SIZE);
        slider.putObject("pad")
                .put("t", axis ? AXIS : NO_AXIS)
                .put("b", 10)
                .put("l", inset(labels.get(0), margin.path("l").asInt()))
                .put("r", inset(labels.get(labels.size() - 1), margin.path("r").asInt()));
        slider.putObject("currentvalue").put("prefix", SafeText.of(name) + ": ").put("xanchor", "left");
        slider.putObject("transition").put("duration", 0);
        return slider;
    }

    /** Pixels by which a track must stop short of the plot's edge, so that the label under its end is not cut. */
    private static int inset(String label, int margin) {
        return (int) Math.max(0, SafeText.width(label) * LABEL_SIZE / 2 + 4 - margin);
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

    /** The same of what is drawn over the traces, but what all frames have, such as titles of panels, is there once. */
    private static List<Integer> gatherOnce(ArrayNode target, List<ObjectNode> frames, String place) {
        Set<JsonNode> common = new HashSet<>();
        frames.get(0).at(place).forEach(common::add);
        for (ObjectNode frame : frames) {
            Set<JsonNode> own = new HashSet<>();
            frame.at(place).forEach(own::add);
            common.retainAll(own);
        }
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            for (JsonNode thing : frames.get(i).at(place)) {
                boolean shared = common.contains(thing);
                if (!shared || i == 0) {
                    target.add(thing);
                    owners.add(shared ? ALL : i);
                }
            }
        }
        return owners;
    }

    private static void hideAllBut(int start, JsonNode things, List<Integer> owners) {
        for (int i = 0; i < owners.size(); i++) {
            if (owners.get(i) != start && owners.get(i) != ALL) {
                ((ObjectNode) things.get(i)).put("visible", false);
            }
        }
    }

    private static void toggle(ObjectNode relayout, String kind, List<Integer> owners, int frame) {
        for (int i = 0; i < owners.size(); i++) {
            if (owners.get(i) != ALL) {
                relayout.put(kind + "[" + i + "].visible", owners.get(i) == frame);
            }
        }
    }
}
