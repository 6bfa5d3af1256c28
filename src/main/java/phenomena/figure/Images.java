package phenomena.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * Grey images side by side, as one heat map.
 *
 * <pre>{@code
 * Images.of(split.train().inputs(), 28, 28).first(20).labels(names).title("Fashion-MNIST with shuffled pixels")
 * }</pre>
 *
 * @param values {@code n × height × width} values, row after row
 * @param size what one image measures
 * @param labels one above each image, or none
 * @param columns images in a row, at least 1
 */
public record Images(float[] values, Size size, List<String> labels, int columns) implements Drawing {
    private static final int GAP = 2;
    private static final int PIXELS = 76;

    /** The height and width of an image in pixels, each at least 1. */
    public record Size(int height, int width) {
        /** @throws IllegalArgumentException if one is below 1 */
        public Size {
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException(
                        "an image's height and width must be at least 1, got " + height + " and " + width);
            }
        }
    }

    /** @throws IllegalArgumentException if the values are no whole number of images, or labels are not one an image */
    public Images {
        int pixels = size.height() * size.width();
        if (values.length == 0 || values.length % pixels != 0) {
            throw new IllegalArgumentException("values must be images of " + size.height() + " × " + size.width()
                    + " = " + pixels + " values, got " + values.length + " values");
        }
        if (!labels.isEmpty() && labels.size() != values.length / pixels) {
            throw new IllegalArgumentException(
                    "labels must be one an image, " + values.length / pixels + ", or none, got " + labels.size());
        }
        if (columns < 1) {
            throw new IllegalArgumentException("columns must be at least 1, got " + columns);
        }
        labels = List.copyOf(labels);
    }

    /** All images in an array, eight in a row. */
    public static Images of(float[] values, int height, int width) {
        return new Images(values, new Size(height, width), List.of(), 8);
    }

    /** Only the first {@code count} images; all if there are fewer. */
    public Images first(int count) {
        int kept = Math.max(1, Math.min(count, count()));
        return new Images(
                Arrays.copyOf(values, kept * size.height() * size.width()),
                size,
                labels.isEmpty() ? labels : labels.subList(0, kept),
                columns);
    }

    /** With a label above each image. */
    public Images labels(List<String> labels) {
        return new Images(values, size, labels, columns);
    }

    /** With another number of images in a row. */
    public Images columns(int columns) {
        return new Images(values, size, labels, columns);
    }

    private int count() {
        return values.length / (size.height() * size.width());
    }

    @Override
    public Chart chart() {
        int across = Math.min(columns, count());
        int down = (count() + across - 1) / across;
        int strip = labels.isEmpty() ? 0 : Math.max(2, Math.round(size.height() * 18f / PIXELS));
        int cellHeight = size.height() + strip + GAP;
        int cellWidth = size.width() + GAP;
        double[][] mosaic = new double[down * cellHeight - GAP][across * cellWidth - GAP];
        for (double[] row : mosaic) {
            Arrays.fill(row, Double.NaN);
        }
        for (int i = 0; i < values.length; i++) {
            int image = i / (size.height() * size.width());
            int y = i / size.width() % size.height() + strip + image / across * cellHeight;
            mosaic[y][i % size.width() + image % across * cellWidth] = values[i];
        }
        Chart chart = Chart.empty().with(figure -> {
            heatmap(figure, mosaic);
            labels(figure, across, cellHeight, cellWidth, strip);
        });
        double scale = (double) PIXELS / Math.max(size.height(), size.width());
        int width = (int) Math.max(320, mosaic[0].length * scale + 40);
        return chart.size(width, (int) Math.max(160, mosaic.length * scale + HouseStyle.TOP + 20));
    }

    private static void heatmap(ObjectNode figure, double[][] mosaic) {
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "heatmap");
        trace.set("z", PlotlyJson.value(mosaic));
        trace.put("showscale", false)
                .put("hovertemplate", "%{z:.4~g}<extra></extra>")
                .put("hoverongaps", false);
        ArrayNode greys = trace.putArray("colorscale");
        greys.addArray().add(0).add("#000000");
        greys.addArray().add(1).add("#ffffff");
        ObjectNode layout = figure.withObjectProperty("layout");
        for (String axis : List.of("xaxis", "yaxis")) {
            layout.putObject(axis).put("visible", false).put("constrain", "domain");
        }
        layout.withObjectProperty("yaxis").put("autorange", "reversed").put("scaleanchor", "x");
        layout.withObjectProperty("xaxis").put("constraintoward", "left");
        layout.withObjectProperty("margin").put("l", 20).put("r", 20).put("b", 20);
    }

    private void labels(ObjectNode figure, int across, int cellHeight, int cellWidth, int strip) {
        if (labels.isEmpty()) {
            return;
        }
        ObjectNode trace = figure.withArrayProperty("data")
                .addObject()
                .put("type", "scatter")
                .put("mode", "text");
        trace.put("hoverinfo", "skip").put("showlegend", false).put("cliponaxis", false);
        trace.put("textposition", "middle center").putObject("textfont").put("size", 11);
        ArrayNode x = trace.putArray("x");
        ArrayNode y = trace.putArray("y");
        ArrayNode text = trace.putArray("text");
        for (int i = 0; i < labels.size(); i++) {
            x.add(i % across * cellWidth + (size.width() - 1) / 2.0);
            y.add(i / across * cellHeight + strip / 2.0 - .5);
            text.add(SafeText.of(labels.get(i)));
        }
    }
}
