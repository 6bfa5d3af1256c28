package phenomena.figure;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tech.tablesaw.plotly.components.Figure;

/**
 * A picture as Plotly JSON, with what Tablesaw's Plotly lacks. Immutable: every method returns a new chart.
 *
 * <pre>{@code
 * Chart.of(LinePlot.create("Loss", table, "step", "loss")).logY().horizontalLine(2.3, "chance")
 * }</pre>
 */
public final class Chart implements Drawing {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Plotly JSON, and under {@code "words"} what becomes Plotly JSON last: caption, remark, alt text, notes. */
    private final ObjectNode figure;

    private Chart(ObjectNode figure) {
        this.figure = figure;
    }

    /**
     * A Tablesaw figure, a reader's own too; what it sets stays, what it leaves open takes the house style.
     *
     * @throws IllegalArgumentException if it has no traces
     */
    public static Chart of(Figure figure) {
        return new Chart(HouseStyle.dress(PlotlyJson.of(figure)));
    }

    /** An empty picture in the house style, to add lines, points and bands to. */
    public static Chart empty() {
        return new Chart(HouseStyle.blank());
    }

    /**
     * Pictures that a slider under the plot chooses from. All are inside the figure, so it moves with no kernel running; the
     * axes span all of them, so that heights can be compared.
     *
     * @param name what the slider turns, e.g. {@code "label noise"}
     * @param labels one a picture, e.g. {@code "0.2"}
     * @param pictures what to show, the first one first; axis titles are those of the first
     * @throws IllegalArgumentException if there are no pictures, or not as many labels
     */
    public static Chart slider(String name, List<String> labels, List<? extends Drawing> pictures) {
        return slider(name, labels, pictures, 0);
    }

    /** As above, with the picture at the index {@code start} shown first. */
    static Chart slider(String name, List<String> labels, List<? extends Drawing> pictures, int start) {
        return new Chart(Slider.of(name, labels, figures(pictures), start));
    }

    /**
     * Small multiples: pictures side by side on axes that share their ranges and zoom together, each under its own title.
     *
     * @param columns panels in a row, at least 1
     * @param pictures one a panel, row after row, with x and y axes
     * @throws IllegalArgumentException if there are no pictures, or columns is below 1
     */
    public static Chart grid(int columns, List<? extends Drawing> pictures) {
        return new Chart(Panels.grid(columns, figures(pictures)));
    }

    /**
     * Pictures under one another over one x axis, each with a y axis of its own: several quantities through training. A
     * vertical line drawn on the stack goes through all of them.
     *
     * @param pictures from top to bottom, with x and y axes
     * @throws IllegalArgumentException if there are no pictures
     */
    public static Chart stack(List<? extends Drawing> pictures) {
        return new Chart(Panels.stack(figures(pictures)));
    }

    private static List<ObjectNode> figures(List<? extends Drawing> pictures) {
        return pictures.stream().map(p -> p.chart().figure.deepCopy()).toList();
    }

    Chart with(Consumer<ObjectNode> change) {
        ObjectNode copy = figure.deepCopy();
        change.accept(copy);
        return new Chart(copy);
    }

    private Chart withLayout(Consumer<ObjectNode> change) {
        return with(f -> change.accept(f.withObjectProperty("layout")));
    }

    private static void title(ObjectNode thing, String title) {
        thing.withObjectProperty("title").put("text", SafeText.of(title));
    }

    @Override
    public Chart chart() {
        return this;
    }

    @Override
    public Chart title(String title) {
        return withLayout(l -> title(l, title));
    }

    @Override
    public Chart xTitle(String title) {
        return withLayout(l -> title(l.withObjectProperty("xaxis"), title));
    }

    @Override
    public Chart yTitle(String title) {
        return withLayout(l -> title(l.withObjectProperty("yaxis"), title));
    }

    @Override
    public Chart caption(String caption) {
        return with(f -> f.withObjectProperty("words").put("caption", caption));
    }

    /** With a sentence on how the picture was made (seeds, interval), which stays behind any caption. */
    public Chart remark(String remark) {
        return with(f -> f.withObjectProperty("words").put("remark", remark));
    }

    @Override
    public Chart altText(String text) {
        return with(f -> f.withObjectProperty("words").put("alt", text));
    }

    /** With another size in pixels, each at least 100. */
    public Chart size(int width, int height) {
        return withLayout(l -> HouseStyle.size(l, width, height));
    }

    /** With a logarithmic x axis; what is not positive is not drawn. */
    public Chart logX() {
        return withLayout(l -> l.withObjectProperty("xaxis").put("type", "log"));
    }

    /** With a logarithmic y axis; what is not positive is not drawn. */
    public Chart logY() {
        return withLayout(l -> l.withObjectProperty("yaxis").put("type", "log"));
    }

    /** With an x axis from low to high, in the data's unit on a logarithmic axis too. */
    public Chart xRange(double low, double high) {
        return with(f -> Axes.range(f, "xaxis", low, high));
    }

    /** With a y axis from low to high, in the data's unit on a logarithmic axis too. */
    public Chart yRange(double low, double high) {
        return with(f -> Axes.range(f, "yaxis", low, high));
    }

    @Override
    public Chart line(String name, double[] x, double[] y) {
        return with(f -> Marks.line(f, name, x, y, Marks.freeColor(f, name)));
    }

    /** With a cloud of points more. */
    public Chart points(String name, double[] x, double[] y) {
        return with(f -> Marks.points(f, name, x, y, Marks.freeColor(f, name)));
    }

    /**
     * With a band from {@code low} to {@code high}; it hides and shows with the line of the same name and has its colour.
     *
     * @param low one value an x; where it or {@code high} is NaN the band has a gap
     * @throws IllegalArgumentException if the arrays are not equally long
     */
    public Chart band(String name, double[] x, double[] low, double[] high) {
        return with(f -> Marks.band(f, name, x, low, high, Marks.colorOf(f, name)));
    }

    /**
     * With error bars on the trace of this name, from {@code value − below} to {@code value + above}.
     *
     * @throws IllegalArgumentException if no trace has the name, or the arrays are not as long as the trace
     */
    public Chart errorBars(String name, double[] below, double[] above) {
        return with(f -> Marks.errorBars(f, name, below, above));
    }

    @Override
    public Chart verticalLine(double x, String label) {
        return with(f -> StraightLine.draw(f, "x", x, label));
    }

    @Override
    public Chart horizontalLine(double y, String label) {
        return with(f -> StraightLine.draw(f, "y", y, label));
    }

    @Override
    public Chart note(double x, double y, String text) {
        return with(f -> Marks.note(f, x, y, text));
    }

    /**
     * With colours that run from low to high in every trace that has a colour scale.
     *
     * @throws IllegalArgumentException if not low &lt; high, or no trace has a colour scale
     */
    public Chart colorLimits(double low, double high) {
        return with(f -> ColorBars.limits(f, low, high));
    }

    /** With each line's name, later ones' too, at the right in place of the legend; that stays where not all would fit. */
    public Chart labelLines() {
        return with(EndLabels::ask);
    }

    /** The picture as Plotly JSON {@code {data, layout, config}}; a new object each time. */
    public ObjectNode toJson() {
        ObjectNode settled = figure.deepCopy();
        EndLabels.settle(settled);
        Axes.settleTicks(settled);
        Marks.hideEmptyAxes(settled);
        return Words.settle(settled);
    }

    /** The picture as plain maps, lists, numbers and strings, for a kernel that writes JSON itself; no NaN, nulls instead. */
    public Map<String, Object> toMap() {
        return MAPPER.convertValue(toJson(), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /**
     * What a notebook kernel displays: {@code application/vnd.plotly.v1+json} (a map) and a line of {@code text/plain}. With
     * {@code PHENOMENA_DISPLAY=html} in the environment (or as a system property) {@code text/html} as well, for a front end
     * that does not know Plotly; see {@link HtmlDisplay}.
     *
     * @throws IllegalStateException if HTML is asked for and there is no plotly.js
     */
    @Override
    public Map<String, Object> mimeBundle() {
        return HtmlDisplay.bundle(this);
    }

    /** The alt text if there is one, else a line of what is in the picture: title, traces, points. */
    @Override
    public String toString() {
        return Words.summary(figure);
    }
}
