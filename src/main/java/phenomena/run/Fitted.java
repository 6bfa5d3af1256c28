package phenomena.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * What {@link Fitter} fitted.
 *
 * @param table columns {@code run} (the baseline's name), {@code replica} (the seed), {@code step} (0), {@code split},
 *     {@code quantity}, {@code value}, and one for each swept number; in the order asked for
 * @param asked fits asked for
 * @param done fits done; fewer than asked for where the reader stopped it
 * @param singular fits in which a pseudo-inverse stood in for the inverse of a singular matrix
 * @param seconds wall-clock time
 */
public record Fitted(Table table, int asked, int done, int singular, double seconds) {

    static Fitted of(List<Fits.Fit> fits, AtomicReferenceArray<List<Row>> fitted, double seconds) {
        List<Row> rows = new ArrayList<>();
        Map<String, List<Double>> dials = new LinkedHashMap<>();
        fits.get(0).dials().keySet().forEach(name -> dials.put(name, new ArrayList<>()));
        int done = 0;
        int singular = 0;
        for (int i = 0; i < fits.size(); i++) {
            List<Row> its = fitted.get(i);
            if (its == null) {
                continue;
            }
            rows.addAll(its);
            for (Map.Entry<String, List<Double>> dial : dials.entrySet()) {
                double setting = fits.get(i).dials().get(dial.getKey());
                its.forEach(row -> dial.getValue().add(setting));
            }
            done++;
            boolean stoodIn = its.stream().anyMatch(row -> row.quantity().equals("pseudo-inverse") && row.value() > 0);
            singular += stoodIn ? 1 : 0;
        }
        Table table = Rows.table("fits", rows);
        dials.forEach((name, values) -> table.addColumns(DoubleColumn.create(name, values)));
        return new Fitted(table, fits.size(), done, singular, seconds);
    }

    /** A line or two for a person: how many, how long, and what did not go as planned. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%d %s in %.0f s".formatted(done, done == 1 ? "fit" : "fits", seconds));
        if (done < asked) {
            text.append(", interrupted with %d to go; run the cell again to fit them all anew".formatted(asked - done));
        }
        if (singular > 0) {
            text.append(
                    ("%n%d with a matrix that is singular to working precision: its pseudo-inverse was used, and the "
                                    + "quantity \"pseudo-inverse\" is 1 there; a penalty or some noise makes it regular")
                            .formatted(singular));
        }
        return text.toString();
    }
}
