package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import phenomena.run.Row;

class LiveChartTest {
    private static Document draw(Row... rows) throws Exception {
        var curves = new LiveCurves();
        Arrays.asList(rows).forEach(curves::add);
        byte[] svg = LiveChart.svg(curves).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    private static List<double[]> points(Document svg, String element) {
        String points = ((Element) svg.getElementsByTagName(element).item(0)).getAttribute("points");
        return Arrays.stream(points.split(" "))
                .map(point -> Arrays.stream(point.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    @Test
    void draws_the_median_on_a_logarithmic_step_axis() throws Exception {
        Document svg = draw(
                new Row("r", 0, 0, "test", "error", 1),
                new Row("r", 0, 9, "test", "error", .5),
                new Row("r", 0, 99, "test", "error", 0));

        // Steps 0, 9, 99 are 1, 10, 100 after adding one: evenly spaced; so are the errors 1, 0.5, 0.
        List<double[]> points = points(svg, "polyline");
        assertThat(points.get(1)[0] - points.get(0)[0]).isPositive().isEqualTo(points.get(2)[0] - points.get(1)[0]);
        assertThat(points.get(1)[1] - points.get(0)[1]).isPositive().isEqualTo(points.get(2)[1] - points.get(1)[1]);
    }

    @Test
    void draws_the_range_around_the_median() throws Exception {
        Document svg = draw(
                new Row("r", 0, 1, "test", "error", .2),
                new Row("r", 1, 1, "test", "error", .4),
                new Row("r", 2, 1, "test", "error", .8));

        double median = points(svg, "polyline").get(0)[1];
        List<double[]> band = points(svg, "polygon");
        assertThat(band.get(0)[1])
                .as("the least error is the lowest on the page")
                .isGreaterThan(median);
        assertThat(band.get(1)[1]).isLessThan(median);
    }

    @Test
    void keeps_the_labels_of_equal_curves_apart() throws Exception {
        Document svg = draw(new Row("r", 0, 1, "test", "error", .5), new Row("r", 0, 1, "train", "error", .5));

        var texts = svg.getElementsByTagName("text");
        double last = Double.parseDouble(((Element) texts.item(texts.getLength() - 1)).getAttribute("y"));
        double before = Double.parseDouble(((Element) texts.item(texts.getLength() - 2)).getAttribute("y"));
        assertThat(last - before).isGreaterThanOrEqualTo(13);
    }

    @Test
    void hostile_names_are_inert() throws Exception {
        Document svg = draw(new Row("r", 0, 1, "<script>alert(1)</script>", "<b>'\"&", .5));

        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("<b>'\"& against step");
    }

    @Test
    void a_constant_quantity_and_a_negative_one_are_drawn_too() throws Exception {
        Document svg = draw(new Row("r", 0, 0, "", "margin", -3), new Row("r", 0, 0, "", "margin", -3));

        assertThat(points(svg, "polyline").get(0)).doesNotContain(Double.NaN);
    }

    @Test
    void nothing_measured_is_nothing_drawn() {
        assertThat(LiveChart.svg(new LiveCurves())).isEmpty();
    }
}
