package phenomena.figure;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import phenomena.figure.PrivateFields.Property;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.ColorBar;
import tech.tablesaw.plotly.components.Font;
import tech.tablesaw.plotly.components.Grid;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.components.TickSettings;
import tech.tablesaw.plotly.traces.AbstractTrace;

/**
 * Plotly's names for what Tablesaw's traces and components hold.
 *
 * <p>A Tablesaw field is called as Plotly's attribute but in camel case, so lower case gives most names; the others stand
 * in one table. A component's value is left out where it equals what its builder starts with, because those starting
 * values are Tablesaw's record of Plotly's own defaults and would only hide the template.
 */
final class PlotlyAttributes {
    private static final Map<String, String> NAMES = Map.ofEntries(
            entry("Layout.plotBgColor", "plot_bgcolor"),
            entry("Layout.paperBgColor", "paper_bgcolor"),
            entry("Margin.top", "t"),
            entry("Margin.bottom", "b"),
            entry("Margin.left", "l"),
            entry("Margin.right", "r"),
            entry("Font.fontFamily", "family"),
            entry("Change.changeLine", "line"),
            entry("Marker.colorScalePalette", "colorscale"),
            entry("Marker.colorArray", "color"),
            entry("Config.displayModeBar", "displayModeBar"),
            entry("Axis.font", "tickfont"),
            entry("ViolinTrace.showBoxPlot", "box"),
            entry("ViolinTrace.showMeanLine", "meanline"),
            entry("Spikes.color", "spikecolor"),
            entry("Spikes.thickness", "spikethickness"),
            entry("Spikes.dash", "spikedash"),
            entry("Spikes.mode", "spikemode"),
            entry("Spikes.snap", "spikesnap"),
            entry("TickSettings.length", "ticklen"),
            entry("TickSettings.width", "tickwidth"),
            entry("TickSettings.color", "tickcolor"),
            entry("TickSettings.showLabels", "showticklabels"),
            entry("TickSettings.placement", "ticks"),
            entry("TickSettings.tickValues", "tickvals"),
            entry("TickSettings.angle", "tickangle"),
            entry("TickSettings.prefix", "tickprefix"),
            entry("TickSettings.suffix", "ticksuffix"),
            entry("TickSettings.format", "tickformat"),
            entry("TickSettings.showPrefix", "showtickprefix"),
            entry("TickSettings.showSuffix", "showticksuffix"));

    /** Traces that stand on no x and y axis. */
    private static final Set<String> NO_AXES = Set.of("pie", "scatter3d");

    /** Values that say no more than leaving the attribute out. */
    private static final Map<String, String> IDLE = Map.ofEntries(
            entry("xaxis", "x"),
            entry("yaxis", "y"),
            entry("visible", "true"),
            entry("opacity", "1.0"),
            entry("fill", "none"),
            entry("whiskerwidth", "0.0"),
            entry("histfunc", "count"),
            entry("nbinsx", "0"),
            entry("nbinsy", "0"),
            entry("autobinx", "false"),
            entry("autobiny", "false"));

    private PlotlyAttributes() {}

    static ObjectNode trace(AbstractTrace trace) {
        ObjectNode json = attributes(trace);
        String type = json.path("type").asText();
        json.properties().removeIf(e -> e.getValue().asText().equals(IDLE.get(e.getKey())));
        if (NO_AXES.contains(type)) {
            json.remove(List.of("xaxis", "yaxis"));
        }
        switch (type) {
            case "candlestick", "ohlc" -> json.remove("mode");
            case "scatter3d" -> json.put("mode", mode(json.path("mode").asText()));
            case "violin" -> {
                visible(json, "box");
                visible(json, "meanline");
            }
            case "bar" -> {
                if (json.path("orientation").asText().equals("h")) {
                    JsonNode categories = json.get("x");
                    json.set("x", json.get("y"));
                    json.set("y", categories);
                }
            }
            default -> {}
        }
        return json;
    }

    /** The 3-D scatter's modes are misspelt: {@code line + markers} for {@code lines+markers}, and {@code text + text}. */
    private static String mode(String mode) {
        return mode.replace("text + text", "markers+text").replace(" ", "").replaceFirst("^line\\b", "lines");
    }

    private static void visible(ObjectNode json, String part) {
        if (json.remove(part).asBoolean()) {
            json.putObject(part).put("visible", true);
        }
    }

    static ObjectNode layout(Layout layout) {
        ObjectNode json = component(layout);
        ObjectNode all = attributes(layout);
        boolean autosize = all.path("autosize").asBoolean();
        for (String extent : List.of("width", "height")) {
            if (!autosize || all.path(extent + "set").asBoolean()) {
                json.set(extent, all.get(extent));
            }
        }
        json.remove(List.of("widthset", "heightset", "decimalseparator", "thousandsseparator"));
        String separators = all.path("decimalseparator").asText()
                + all.path("thousandsseparator").asText();
        if (!separators.equals(".,")) {
            json.put("separators", separators);
        }
        if (json.has("zaxis")) {
            JsonNode z = json.remove("zaxis"); // Plotly knows a z axis only inside a scene
            json.withObjectProperty("scene").set("zaxis", z);
        }
        return json;
    }

    /** A component without what its builder starts with. */
    static ObjectNode component(Object component) {
        ObjectNode json = attributes(component);
        Object start = start(component);
        if (start != null) {
            ObjectNode idle = attributes(start);
            json.properties().removeIf(e -> e.getValue().equals(idle.get(e.getKey())));
        }
        if (component instanceof Line) {
            json.set("width", attributes(component).get("width")); // a marker's outline has another default than a line
        }
        return json;
    }

    private static Object start(Object component) {
        if (component instanceof Layout) {
            return Layout.builder().build();
        }
        if (component instanceof Axis) {
            return Axis.builder().build();
        }
        if (component instanceof Marker) {
            return Marker.builder().build();
        }
        if (component instanceof Line) {
            return Line.builder().build();
        }
        if (component instanceof ColorBar) {
            return ColorBar.builder().build();
        }
        if (component instanceof TickSettings) {
            return TickSettings.builder().build();
        }
        return component instanceof Grid ? Grid.builder().build() : null;
    }

    private static ObjectNode attributes(Object component) {
        ObjectNode json = PlotlyJson.NODES.objectNode();
        for (Property property : PrivateFields.of(component)) {
            Object value = property.value();
            String key = property.owner() + "." + property.name();
            String name = NAMES.getOrDefault(key, property.name().toLowerCase(Locale.ROOT));
            if (value instanceof TickSettings || value instanceof Axis.Spikes) {
                json.setAll(component(value)); // Plotly has these among the attributes of the axis
            } else if (!json.has(name)) {
                JsonNode node = node(key, value);
                if (!node.isTextual() || !node.textValue().isEmpty()) {
                    json.set(name, node);
                }
            }
        }
        if (component instanceof Axis.Spikes) {
            json.put("showspikes", true);
        }
        if (component instanceof Layout || component instanceof Axis) {
            title(json);
        }
        return json;
    }

    private static void title(ObjectNode json) {
        JsonNode text = json.remove("title");
        JsonNode font = json.remove("titlefont");
        if (text != null) {
            json.putObject("title").set("text", text);
        }
        if (font != null && !font.equals(attributes(Font.builder().build()))) {
            json.withObjectProperty("title").set("font", font);
        }
    }

    private static JsonNode node(String key, Object value) {
        if (value instanceof Enum<?> choice) {
            String name = choice.toString();
            boolean truth = name.equalsIgnoreCase("true");
            return truth || name.equalsIgnoreCase("false")
                    ? PlotlyJson.NODES.booleanNode(truth)
                    : PlotlyJson.NODES.textNode(name);
        }
        if (key.equals("Axis.rangeSlider")) {
            return PlotlyJson.lenient(value.toString());
        }
        if (value.getClass().getName().startsWith("tech.tablesaw.plotly.")) {
            return component(value);
        }
        JsonNode node = PlotlyJson.value(value);
        boolean perPoint = key.equals("Marker.size") || key.equals("Marker.color") || key.equals("Gradient.color");
        return perPoint && node instanceof ArrayNode array && array.size() == 1 ? array.get(0) : node;
    }
}
