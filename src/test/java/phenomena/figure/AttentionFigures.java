package phenomena.figure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import phenomena.dataset.Examples;
import phenomena.dataset.RepeatedTokens;
import phenomena.dataset.Sequences;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/** Figures of heads, of made-up numbers of the shape and size that a notebook has. */
final class AttentionFigures {

    /** A head's share from a query to a key. */
    interface Pattern {
        double at(long step, int layer, int head, int query, int key);
    }

    private AttentionFigures() {}

    static Map<String, Drawing> all() {
        Map<String, Drawing> drawings = new LinkedHashMap<>();
        Examples repeated = repeated(24);
        Table patterns = patterns(24, 2, 4, List.of(0L, 100L, 800L), AttentionFigures::learnt);
        drawings.put(
                "attention",
                Attention.of(patterns, repeated)
                        .marked()
                        .title("Heads of layer 1 look at what came after")
                        .caption("Repeated tokens, one seed."));
        drawings.put("attention large", large().title("Forty-eight tokens"));
        drawings.put(
                "attention one head",
                Attention.of(patterns(24, 2, 1, List.of(800L), AttentionFigures::learnt), repeated));
        drawings.put(
                "circuit", Circuit.of(scores(2, 4), 0).steps(List.of(0L, 800L)).title("Keys read what was before"));
        drawings.put("circuit three layers", Circuit.of(scores(3, 3), 0));
        drawings.put("circuit eight heads", Circuit.of(scores(2, 8), 0));
        return drawings;
    }

    /** The largest that is allowed to a notebook: two layers of four heads, five steps. */
    static Attention large() {
        int length = HeadPatterns.LONGEST;
        List<Long> steps = List.of(0L, 100L, 200L, 300L, 800L);
        return Attention.of(patterns(length, 2, 4, steps, AttentionFigures::learnt), repeated(length))
                .marked();
    }

    static Examples repeated(int length) {
        return new RepeatedTokens(64, new Sequences(length, 1, 1)).split(0).test();
    }

    /** Even attention that turns to the token before in layer 0, and half a sequence back in layer 1. */
    private static double learnt(long step, int layer, int head, int query, int key) {
        double sharp = head == 3 ? 0 : step / 800.;
        int sought = layer == 0 ? query - 1 : query - 11;
        return sharp * (key == Math.max(0, sought) ? 1 : 0) + (1 - sharp) / (query + 1);
    }

    static Table patterns(int length, int layers, int heads, List<Long> steps, Pattern pattern) {
        Table table = Table.create(
                LongColumn.create("replica"),
                LongColumn.create("step"),
                IntColumn.create("sequence"),
                IntColumn.create("layer"),
                IntColumn.create("head"),
                IntColumn.create("query"),
                IntColumn.create("key"),
                DoubleColumn.create("value"));
        for (long step : steps) {
            for (int i = 0; i < layers * heads * length * length; i++) {
                int query = i / length % length;
                int key = i % length;
                int head = i / (length * length) % heads;
                int layer = i / (length * length * heads);
                if (key <= query) {
                    table.longColumn("replica").append(0);
                    table.longColumn("step").append(step);
                    table.intColumn("sequence").append(0);
                    table.intColumn("layer").append(layer);
                    table.intColumn("head").append(head);
                    table.intColumn("query").append(query);
                    table.intColumn("key").append(key);
                    table.doubleColumn("value").append(pattern.at(step, layer, head, query, key));
                }
            }
        }
        return table;
    }

    /** Scores of all heads and pairs at two steps, first none and then some. */
    static Table scores(int layers, int heads) {
        Table table = TidyTables.rows();
        Random random = new Random(4);
        for (long step : new long[] {0, 800}) {
            for (int from = 0; from < layers * heads; from++) {
                String name = " layer " + from / heads + " head " + from % heads;
                put(table, step, "prefix matching" + name, step == 0 ? .1 : random.nextDouble());
                put(table, step, "previous token" + name, step == 0 ? .1 : random.nextDouble());
                for (int into = (from / heads + 1) * heads; into < layers * heads; into++) {
                    for (String kind : HeadGraph.KINDS) {
                        String pair = name + " into layer " + into / heads + " head " + into % heads;
                        put(table, step, kind + pair, (step == 0 ? .01 : .2) * random.nextGaussian());
                    }
                }
            }
            put(table, step, "prefix matching uniform", .1);
            put(table, step, "previous token uniform", .1);
        }
        return table;
    }

    static void put(Table table, long step, String quantity, double value) {
        table.stringColumn("run").append("repeats");
        table.longColumn("replica").append(0);
        table.longColumn("step").append(step);
        table.stringColumn("split").append("");
        table.stringColumn("quantity").append(quantity);
        table.doubleColumn("value").append(value);
    }
}
