package phenomena.figure;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.AreaPlot;
import tech.tablesaw.plotly.api.BoxPlot;
import tech.tablesaw.plotly.api.BubblePlot;
import tech.tablesaw.plotly.api.CandlestickPlot;
import tech.tablesaw.plotly.api.ContourPlot;
import tech.tablesaw.plotly.api.Heatmap;
import tech.tablesaw.plotly.api.Histogram;
import tech.tablesaw.plotly.api.Histogram2D;
import tech.tablesaw.plotly.api.HorizontalBarPlot;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.api.OHLCPlot;
import tech.tablesaw.plotly.api.ParetoPlot;
import tech.tablesaw.plotly.api.PiePlot;
import tech.tablesaw.plotly.api.QQPlot;
import tech.tablesaw.plotly.api.QuantilePlot;
import tech.tablesaw.plotly.api.Scatter3DPlot;
import tech.tablesaw.plotly.api.ScatterPlot;
import tech.tablesaw.plotly.api.TimeSeriesPlot;
import tech.tablesaw.plotly.api.TukeyMeanDifferencePlot;
import tech.tablesaw.plotly.api.VerticalBarPlot;
import tech.tablesaw.plotly.api.ViolinPlot;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout.BarMode;

/** One figure of every kind that Tablesaw makes. */
final class TablesawFigures {

    private TablesawFigures() {}

    static Map<String, Figure> all() {
        Table t = Table.create(
                "days",
                DateColumn.create(
                        "date",
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 1, 2),
                        LocalDate.of(2026, 1, 3),
                        LocalDate.of(2026, 1, 4)),
                StringColumn.create("kind", "a", "b", "a", "b"),
                StringColumn.create("colour", "red", "red", "blue", "blue"),
                DoubleColumn.create("x", 1, 2, 3, 4),
                DoubleColumn.create("y", 2, 4, 3, 5),
                DoubleColumn.create("z", 12, 25, 18, 30),
                DoubleColumn.create("low", 1, 3, 2, 4),
                DoubleColumn.create("high", 3, 5, 4, 6));
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("area", AreaPlot.create("Area", t, "x", "y"));
        figures.put("bar", VerticalBarPlot.create("Bars", t, "kind", BarMode.GROUP, "x", "y"));
        figures.put("horizontal bar", HorizontalBarPlot.create("Bars", t, "kind", "y"));
        figures.put("box", BoxPlot.create("Boxes", t, "kind", "y"));
        figures.put("bubble", BubblePlot.create("Bubbles", t, "x", "y", "z", "kind"));
        figures.put("candlestick", CandlestickPlot.create("Candles", t, "date", "x", "high", "low", "y"));
        figures.put("ohlc", OHLCPlot.create("Prices", t, "date", "x", "high", "low", "y"));
        figures.put("contour", ContourPlot.create("Contours", t, "kind", "colour"));
        figures.put("heatmap", Heatmap.create("Counts", t, "kind", "colour"));
        figures.put("histogram", Histogram.create("Histogram", t, "y"));
        figures.put("histogram2d", Histogram2D.create("Histogram", t, "x", "y"));
        figures.put("line", LinePlot.create("Lines", t, "x", "y", "kind"));
        figures.put("pareto", ParetoPlot.createVertical("Pareto", t, "kind", "y"));
        figures.put("pie", PiePlot.create("Pie", t, "kind", "y"));
        figures.put("qq", QQPlot.create("Quantiles", t, "x", "y"));
        figures.put("quantile", QuantilePlot.create("Quantiles", t, "y"));
        figures.put("scatter", ScatterPlot.create("Dots", t, "x", "y", "kind"));
        figures.put("scatter3d", Scatter3DPlot.create("Cloud", t, "x", "y", "z", "kind"));
        figures.put("time series", TimeSeriesPlot.create("Days", t, "date", "y"));
        figures.put("tukey", TukeyMeanDifferencePlot.create("Differences", "y", t, "x", "y"));
        figures.put("violin", ViolinPlot.create("Violins", t, "kind", "y", true, true));
        return figures;
    }
}
