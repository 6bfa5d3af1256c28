package phenomena.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import phenomena.analysis.Spread;
import phenomena.analysis.Summary;
import tech.tablesaw.api.Table;

/**
 * Values of several seeds, summarised along an axis: one series for each value of the {@code by} columns and each split.
 *
 * @param series what is drawn, in order
 * @param spread how seeds were summarised
 * @param by the columns whose values have colours; empty where the splits have them
 */
record Seeded(List<Series> series, Spread spread, List<String> by) {

    /**
     * One curve.
     *
     * @param name for the reader
     * @param split the split it belongs to
     * @param color {@code #rrggbb}
     * @param points where it runs
     */
    record Series(String name, String split, String color, Points points) {}

    /** A summary at each place {@code x}: a number, or a category. */
    record Points(List<Object> x, List<double[]> summaries) {
        double[] column(int index) {
            return summaries.stream().mapToDouble(s -> s[index]).toArray();
        }

        double[] numbers() {
            return x.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        }
    }

    /**
     * Summarises the rows of one quantity.
     *
     * @param along the column on the x axis
     * @param given the spread, or null for the house's rule
     */
    static Seeded of(Table rows, String along, List<String> by, Spread given) {
        List<String> keys = new ArrayList<>(by);
        keys.add("split");
        keys.add(along);
        Tidy.checkReplicas(rows, keys);
        Spread spread = given != null ? given : Spread.forSeeds(mostSeeds(rows, keys));
        Table summary = Summary.of(rows, "value", spread, keys.toArray(String[]::new));
        List<Series> series = new ArrayList<>();
        List<String> groups = keys.subList(0, keys.size() - 1);
        Map<List<Object>, Integer> colors = new LinkedHashMap<>();
        for (List<Object> group : ordered(summary, by)) {
            for (Object split : Tidy.distinct(summary, "split")) {
                List<Object> key = new ArrayList<>(group);
                key.add(split);
                Points points = points(summary, groups, key, along, spread.centre());
                if (!points.x().isEmpty()) {
                    colors.putIfAbsent(by.isEmpty() ? key : group, colors.size());
                    series.add(new Series(name(group, split), (String) split, "", points));
                }
            }
        }
        return new Seeded(colored(series, by, summary, colors.size()), spread, by);
    }

    private static int mostSeeds(Table rows, List<String> keys) {
        Table counts = Summary.of(rows, "value", Spread.range(), keys.toArray(String[]::new));
        return (int) counts.intColumn("n").max();
    }

    private static List<List<Object>> ordered(Table summary, List<String> by) {
        List<List<Object>> groups = new ArrayList<>(List.of(List.of()));
        for (String column : by) {
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> group : groups) {
                for (Object value : Tidy.distinct(summary, column)) {
                    List<Object> key = new ArrayList<>(group);
                    key.add(value);
                    longer.add(key);
                }
            }
            groups = longer;
        }
        return groups;
    }

    private static Points points(Table summary, List<String> groups, List<Object> key, String along, String centre) {
        Map<Object, double[]> at = new LinkedHashMap<>();
        for (int row = 0; row < summary.rowCount(); row++) {
            if (Tidy.key(summary, groups, row).equals(key)) {
                at.put(summary.column(along).get(row), new double[] {
                    summary.doubleColumn(centre).getDouble(row),
                    summary.doubleColumn("low").getDouble(row),
                    summary.doubleColumn("high").getDouble(row),
                    summary.intColumn("n").getInt(row)
                });
            }
        }
        List<Object> x = new ArrayList<>();
        List<double[]> summaries = new ArrayList<>();
        for (Object place : Tidy.distinct(summary, along)) {
            if (at.containsKey(place)) {
                x.add(place);
                summaries.add(at.get(place));
            }
        }
        return new Points(x, summaries);
    }

    private static String name(List<Object> group, Object split) {
        return group.isEmpty()
                ? (String) split
                : String.join(", ", group.stream().map(Tidy::label).toList());
    }

    private static List<Series> colored(List<Series> series, List<String> by, Table summary, int count) {
        boolean dial = by.size() == 1 && Tidy.isNumeric(Tidy.distinct(summary, by.get(0)));
        List<String> names = series.stream().map(Series::name).distinct().toList();
        Map<String, String> colors = HouseStyle.colors(names);
        return series.stream()
                .map(s -> {
                    String color = dial ? HouseStyle.dialColor(names.indexOf(s.name()), count) : colors.get(s.name());
                    return new Series(s.name(), s.split(), color, s.points());
                })
                .toList();
    }

    /** How many different splits are drawn. */
    List<String> splits() {
        return series.stream().map(Series::split).distinct().toList();
    }

    /** Whether no seed has a finite value anywhere. */
    boolean isEmpty() {
        return series.stream()
                .allMatch(s -> DoubleStream.of(s.points().column(0)).noneMatch(Double::isFinite));
    }

    /** The caption's sentence on seeds and interval. */
    String remark(String quantity, String shape) {
        double[] counts = series.stream()
                .flatMapToDouble(s -> DoubleStream.of(s.points().column(3)))
                .toArray();
        int least = (int) DoubleStream.of(counts).min().orElse(0);
        int most = (int) DoubleStream.of(counts).max().orElse(0);
        String first = quantity.substring(0, 1).toUpperCase(Locale.ROOT) + quantity.substring(1);
        if (isEmpty()) {
            return first + ": no seed has a finite value.";
        }
        if (most <= 1) {
            return first + " of one seed.";
        }
        String seeds = least == most ? String.valueOf(most) : least + " to " + most;
        return first + ": " + spread.centre() + " of " + seeds + " seeds; " + shape + ": " + spread.interval() + ".";
    }
}
