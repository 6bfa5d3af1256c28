package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Settles a figure's words: notes into place, the title into its width, the caption under the plot. */
final class Words {
    private static final int LINE = 16;
    private static final int TITLE_LINE = 21;

    /** Plotly hangs one line of title by its top, and several by the baseline of the first. */
    private static final int BASELINE = 11;

    /** Pixels between words and the right edge; also the play for tick labels that widen the left margin by themselves. */
    private static final int SLACK = 24;

    /** A left margin wider than this is for names; the words then start at {@link #EDGE} in place of the plot's edge. */
    private static final int WIDE = 110;

    private static final int EDGE = 20;

    private Words() {}

    /** Turns what stands under {@code "words"} into Plotly JSON. Changes and returns the figure. */
    static ObjectNode settle(ObjectNode figure) {
        JsonNode words = figure.path("words");
        figure.remove("words");
        ObjectNode layout = figure.withObjectProperty("layout");
        for (JsonNode note : words.path("notes")) {
            layout.withArrayProperty("annotations").add(place(figure, (ObjectNode) note));
        }
        int width = layout.path("width").asInt(HouseStyle.WIDTH);
        title(layout, width, words.path("roomForTitle").asInt());
        String caption = caption(words);
        if (!caption.isEmpty()) {
            int room = width - start(layout) - SLACK;
            caption(layout, SafeText.wrap(caption, (double) room / HouseStyle.CAPTION_SIZE));
            layout.withObjectProperty("meta").put("caption", caption);
        }
        String alt = words.path("alt").asText();
        if (!alt.isEmpty()) {
            layout.withObjectProperty("meta").put("alt", alt);
        }
        return figure;
    }

    private static String caption(JsonNode words) {
        return (words.path("caption").asText().strip() + " "
                        + words.path("remark").asText())
                .strip();
    }

    /** Annotations, unlike all else in Plotly, stand at logarithms on a logarithmic axis. */
    private static ObjectNode place(ObjectNode figure, ObjectNode note) {
        for (String letter : List.of("x", "y")) {
            String reference = note.path(letter + "ref").asText();
            String axis = reference.replaceFirst("^" + letter, letter + "axis");
            if (!reference.equals("paper") && Axes.isLog(figure, axis)) {
                double at = note.path(letter).asDouble();
                if (!(at > 0)) {
                    throw new IllegalArgumentException(
                            "a note on a logarithmic axis must stand at a positive " + letter + ", got " + at);
                }
                note.put(letter, Math.log10(at));
            }
        }
        return note;
    }

    private static void title(ObjectNode layout, int width, int spared) {
        String text = layout.path("title").path("text").asText();
        if (text.isEmpty()) {
            if (spared > 0) {
                grow(layout, "t", -spared);
            }
            return;
        }
        double room = (width - start(layout) - SLACK) / (double) HouseStyle.TITLE_SIZE;
        String wrapped = SafeText.wrap(text, room);
        int lines = SafeText.lines(wrapped);
        for (JsonNode step : layout.at("/sliders/0/steps")) {
            if (step.at("/args/1") instanceof ObjectNode change && change.has("title.text")) {
                String other = SafeText.wrap(change.path("title.text").asText(), room);
                change.put("title.text", other);
                lines = Math.max(lines, SafeText.lines(other));
            }
        }
        ObjectNode title = layout.withObjectProperty("title").put("text", wrapped);
        if (start(layout) < left(layout)) {
            title.put("xref", "container").put("x", (double) start(layout) / width);
        }
        if (lines > 1) {
            title.putObject("pad").put("t", HouseStyle.ABOVE_TITLE + BASELINE);
        }
        if (layout.path("margin").has("t")) {
            grow(layout, "t", (lines - 1) * TITLE_LINE);
        }
    }

    private static int left(ObjectNode layout) {
        return layout.path("margin").path("l").asInt(80);
    }

    /** Pixels from the figure's left edge to where title and caption start. */
    private static int start(ObjectNode layout) {
        int left = left(layout);
        return left > WIDE ? EDGE : left;
    }

    private static void caption(ObjectNode layout, String wrapped) {
        int base = layout.path("margin").path("b").asInt(80);
        ObjectNode note = layout.withArrayProperty("annotations").addObject();
        note.put("text", wrapped).put("showarrow", false).put("align", "left");
        note.put("xref", "paper").put("x", 0).put("xanchor", "left");
        note.put("xshift", start(layout) - left(layout));
        note.put("yref", "paper").put("y", 0).put("yanchor", "top").put("yshift", -base);
        note.putObject("font").put("size", HouseStyle.CAPTION_SIZE).put("color", "#444444");
        layout.withObjectProperty("margin").put("b", base);
        grow(layout, "b", SafeText.lines(wrapped) * LINE + 12);
    }

    private static void grow(ObjectNode layout, String side, int pixels) {
        ObjectNode margin = layout.withObjectProperty("margin");
        margin.put(side, margin.path(side).asInt() + pixels);
        layout.put("height", layout.path("height").asInt(HouseStyle.HEIGHT) + pixels);
    }

    /** The alt text, or a line of what there is. */
    static String summary(ObjectNode figure) {
        String alt = figure.path("words").path("alt").asText();
        if (!alt.isEmpty()) {
            return oneLine(alt);
        }
        int traces = 0;
        long points = 0;
        List<String> names = new ArrayList<>();
        for (JsonNode trace : (ArrayNode) figure.get("data")) {
            if (!trace.path("hoverinfo").asText().equals("skip")) {
                traces++;
                points += Math.max(
                        Math.max(trace.path("y").size(), trace.path("x").size()),
                        trace.path("values").size());
                if (trace.hasNonNull("name")
                        && !names.contains(trace.path("name").asText())) {
                    names.add(trace.path("name").asText());
                }
            }
        }
        String title = figure.path("layout").path("title").path("text").asText("");
        String what = traces + (traces == 1 ? " trace" : " traces")
                + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")") + ", " + points + " points";
        return oneLine(title.isEmpty() ? "Figure: " + what : title + ": " + what);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+|<br>", " ").strip();
    }
}
