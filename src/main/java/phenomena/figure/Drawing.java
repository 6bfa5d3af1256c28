package phenomena.figure;

import java.util.Map;

/**
 * Anything that can be drawn: a {@link Chart}, or what becomes one.
 *
 * <p>The words around a picture (title, axes, caption, lines, notes) are the same for all; each method returns a new
 * {@link Chart}, so say first what to draw and then how to call it:
 *
 * <pre>{@code
 * lab.show(Curves.of(table, "error").by("labelNoise").title("Noise is memorised").caption("Fashion-MNIST, laptop budget."));
 * }</pre>
 */
public interface Drawing {

    /** The finished picture. */
    Chart chart();

    /** With a title; Plotly's pseudo-HTML ({@code <b>}, {@code <i>}, {@code <sub>}, …) works, as in all texts here. */
    default Chart title(String title) {
        return chart().title(title);
    }

    /** With a title for the x axis, with its unit. */
    default Chart xTitle(String title) {
        return chart().xTitle(title);
    }

    /** With a title for the y axis, with its unit. */
    default Chart yTitle(String title) {
        return chart().yTitle(title);
    }

    /** With a caption under the picture; what a drawing says of itself (seeds, interval) follows it. */
    default Chart caption(String caption) {
        return chart().caption(caption);
    }

    /** With a text that stands for the picture where it cannot be seen. */
    default Chart altText(String text) {
        return chart().altText(text);
    }

    /** With a labelled vertical line at x. */
    default Chart verticalLine(double x, String label) {
        return chart().verticalLine(x, label);
    }

    /** With a labelled horizontal line at y. */
    default Chart horizontalLine(double y, String label) {
        return chart().horizontalLine(y, label);
    }

    /** With a note and an arrow from it to (x, y). */
    default Chart note(double x, double y, String text) {
        return chart().note(x, y, text);
    }

    /** With a line more: a theory, a paper's numbers. */
    default Chart line(String name, double[] x, double[] y) {
        return chart().line(name, x, y);
    }

    /** What a notebook kernel displays; see {@link Chart#mimeBundle()}. */
    default Map<String, Object> mimeBundle() {
        return chart().mimeBundle();
    }
}
