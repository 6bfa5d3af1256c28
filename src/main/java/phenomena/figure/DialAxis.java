package phenomena.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The axis of {@link Dots} that the dial is on: x for numbers; for words a row each down the y axis, in which the series
 * lie under one another.
 *
 * @param dials the dial's values, in order
 * @param words whether they are words
 * @param series how many series there are
 * @param pixels the height of a series in a row
 */
record DialAxis(List<Object> dials, boolean words, int series, int pixels) {
    private static final int NAME_SIZE = 12;

    /** The widest a name may be before it is broken, in pixels. */
    private static final int WIDEST = 250;

    private static final int LEAST_ROW = 28;

    /** The part of a row that the series lie in. */
    private static final double FILLED = .62;

    String dialLetter() {
        return words ? "y" : "x";
    }

    String valueLetter() {
        return words ? "x" : "y";
    }

    /** Where a value of the dial is drawn for the series at {@code index}; NaN for what has no place on a log axis. */
    Object at(Object dial, int index, boolean log) {
        if (!words) {
            return log && ((Number) dial).doubleValue() <= 0 ? Double.NaN : dial;
        }
        return dials.indexOf(dial) + (index - (series - 1) / 2.0) * lane();
    }

    /** The height of what one series has of a row, in rows. */
    double lane() {
        return FILLED / series;
    }

    void lay(ObjectNode figure, String dial, String quantity, Dots.Look look) {
        ObjectNode layout = figure.withObjectProperty("layout");
        ObjectNode values = layout.putObject(valueLetter() + "axis");
        values.putObject("title").put("text", SafeText.of(quantity));
        if (look.logY()) {
            values.put("type", "log");
        }
        ObjectNode along = layout.putObject(dialLetter() + "axis");
        if (!words) {
            along.putObject("title").put("text", SafeText.of(Curves.words(dial)));
            if (look.logX()) {
                along.put("type", "log");
            }
            return;
        }
        rows(layout, along);
    }

    private void rows(ObjectNode layout, ObjectNode axis) {
        ArrayNode places = axis.put("tickmode", "array").putArray("tickvals");
        ArrayNode names = axis.putArray("ticktext");
        double widest = 0;
        int lines = 1;
        for (int i = 0; i < dials.size(); i++) {
            String name = SafeText.wrap(Tidy.label(dials.get(i)), (double) WIDEST / NAME_SIZE);
            places.add(i);
            names.add(name);
            widest = Math.max(widest, SafeText.widest(name));
            lines = Math.max(lines, SafeText.lines(name));
        }
        axis.putArray("range").add(dials.size() - .5).add(-.5); // the first on top
        axis.put("ticks", "").putObject("tickfont").put("size", NAME_SIZE);
        int row = Math.max(Math.max(LEAST_ROW, lines * 16 + 6), series * pixels + 8);
        layout.withObjectProperty("margin").put("l", (int) Math.ceil(widest * NAME_SIZE) + 12);
        layout.put("height", row * dials.size() + HouseStyle.TOP + HouseStyle.BOTTOM);
    }
}
