package phenomena.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;
import tech.tablesaw.io.csv.CsvWriteOptions;

/** Rows as a table, and a table as compressed CSV. */
final class Rows {

    private static final ColumnType[] TYPES = {
        ColumnType.STRING, ColumnType.LONG, ColumnType.LONG, ColumnType.STRING, ColumnType.STRING, ColumnType.DOUBLE
    };

    static final List<String> NAMES = List.of("run", "replica", "step", "split", "quantity", "value");

    private Rows() {}

    static Table table(String name, List<Row> rows) {
        int n = rows.size();
        String[] run = new String[n];
        long[] replica = new long[n];
        long[] step = new long[n];
        String[] split = new String[n];
        String[] quantity = new String[n];
        double[] value = new double[n];
        for (int i = 0; i < n; i++) {
            Row row = rows.get(i);
            run[i] = row.run();
            replica[i] = row.replica();
            step[i] = row.step();
            split[i] = row.split();
            quantity[i] = row.quantity();
            value[i] = row.value();
        }
        return Table.create(
                name,
                StringColumn.create("run", run),
                LongColumn.create("replica", replica),
                LongColumn.create("step", step),
                StringColumn.create("split", split),
                StringColumn.create("quantity", quantity),
                DoubleColumn.create("value", value));
    }

    static byte[] compressed(Table table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
            table.write().csv(CsvWriteOptions.builder(writer).lineEnd("\n").build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #compressed} wrote; the {@code run} column takes {@code name}.
     *
     * @throws IOException if the bytes are anything else
     */
    static Table read(String name, byte[] compressed) throws IOException {
        Table table;
        try (Reader reader = new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(compressed)), StandardCharsets.UTF_8)) {
            table = Table.read()
                    .usingOptions(CsvReadOptions.builder(reader)
                            .columnTypes(TYPES)
                            .tableName(name)
                            .build());
        } catch (RuntimeException e) {
            throw new IOException("rows must be CSV of six columns: " + e.getMessage(), e);
        }
        if (!table.columnNames().equals(NAMES)) {
            throw new IOException("rows must have the columns " + NAMES + ", got " + table.columnNames());
        }
        if (table.isEmpty()) {
            throw new IOException("rows must be at least one, got none");
        }
        return named(name, table);
    }

    /** The same rows under another run's name; {@code table} is left as it is. */
    static Table named(String name, Table table) {
        String[] run = new String[table.rowCount()];
        Arrays.fill(run, name);
        return table.copy()
                .replaceColumn("run", StringColumn.create("run", run))
                .setName(name);
    }
}
