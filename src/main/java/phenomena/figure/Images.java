package phenomena.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Grey images side by side, as one picture: the least value of all is black, the greatest white.
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
    private static final int EDGE = 20;
    private static final int BELOW = 8;
    private static final int PAPER = 255;

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
        int high = down * cellHeight - GAP;
        int wide = across * cellWidth - GAP;
        float[] limits = limits();
        byte[] greys = new byte[high * wide];
        Arrays.fill(greys, (byte) PAPER);
        for (int i = 0; i < values.length; i++) {
            int image = i / (size.height() * size.width());
            int y = i / size.width() % size.height() + strip + image / across * cellHeight;
            greys[y * wide + i % size.width() + image % across * cellWidth] = grey(values[i], limits);
        }
        Chart chart = Chart.empty().with(figure -> {
            picture(figure, png(greys, wide, high), limits);
            labels(figure, across, cellHeight, cellWidth, strip);
        });
        double scale = (double) PIXELS / Math.max(size.height(), size.width());
        int width = (int) Math.max(320, wide * scale + 2 * EDGE);
        return chart.size(width, (int) Math.max(110, high * scale + HouseStyle.TOP + BELOW));
    }

    /** The least and the greatest finite value. */
    private float[] limits() {
        float[] limits = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (float value : values) {
            if (Float.isFinite(value)) {
                limits[0] = Math.min(limits[0], value);
                limits[1] = Math.max(limits[1], value);
            }
        }
        return limits;
    }

    private static byte grey(float value, float[] limits) {
        if (!Float.isFinite(value)) {
            return (byte) PAPER;
        }
        float range = limits[1] - limits[0];
        return (byte) Math.round(range > 0 ? PAPER * (value - limits[0]) / range : PAPER / 2f);
    }

    /** A PNG in a data URI, which is a twentieth of the same numbers in JSON. */
    private static String png(byte[] greys, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, width, height, greys);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a PNG into memory", e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void picture(ObjectNode figure, String source, float[] limits) {
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "image");
        trace.put("source", source);
        trace.put(
                "hovertemplate",
                "grey %{z[0]} of 255 (0 is " + HtmlTable.digits(limits[0]) + ", 255 is " + HtmlTable.digits(limits[1])
                        + ")<extra></extra>");
        ObjectNode layout = figure.withObjectProperty("layout");
        for (String axis : List.of("xaxis", "yaxis")) {
            layout.putObject(axis).put("visible", false).put("constrain", "domain");
        }
        layout.withObjectProperty("yaxis").put("autorange", "reversed").put("scaleanchor", "x");
        layout.withObjectProperty("xaxis").put("constraintoward", "left");
        layout.withObjectProperty("yaxis").put("constraintoward", "top");
        layout.withObjectProperty("margin").put("l", EDGE).put("r", EDGE).put("b", BELOW);
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
