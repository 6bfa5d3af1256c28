package phenomena.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import phenomena.dataset.Examples;
import tech.tablesaw.api.Table;

/**
 * Where every head of a network looks in one sequence: a heat map a head, a row of them a layer, with a slider over the training steps.
 *
 * <pre>{@code
 * var repeated = new RepeatedTokens(64, new Sequences(24, 1, 1)).split(0).test();
 * lab.show(Attention.of(AttentionPatterns.of(run, 0, repeated), repeated).marked()
 *     .title("In layer 1 two heads look after the same token's last place"));
 * }</pre>
 *
 * <p>The position that looks, the query, runs downwards, the positions looked at, the keys, to the right; later ones, which a causal head
 * cannot see, have no cells. Darkness is the share of the query's attention, in whole percent. The hover names both positions, counted
 * from 0, and their tokens. The figure opens at its last step; eight heads on {@value HeadPatterns#LONGEST} tokens at five steps take 150 kB.
 *
 * @param patterns rows {@code replica, step, sequence, layer, head, query, key, value}, as {@link
 *     phenomena.analysis.AttentionPatterns} gives them
 * @param sequences what the network was shown, at most {@value HeadPatterns#LONGEST} tokens each
 * @param sequence which of them to draw, from 0 on
 * @param alphabet what the tokens are called, one name for each; none for their numbers
 * @param marks whether squares stand where a perfect induction head would look
 */
public record Attention(Table patterns, Examples sequences, int sequence, List<String> alphabet, boolean marks)
        implements Drawing {

    /**
     * @throws IllegalArgumentException if a column is missing, rows are of several seeds or none, there is no such sequence, it is
     *     too long or of another length than the patterns, names are not one a token, or a pattern is not whole
     */
    public Attention {
        alphabet = List.copyOf(alphabet);
        if (sequence < 0 || sequence >= sequences.size()) {
            throw new IllegalArgumentException(
                    "sequence must be in [0, " + sequences.size() + "), the sequences given, got " + sequence);
        }
        if (!alphabet.isEmpty() && alphabet.size() != sequences.classes()) {
            throw new IllegalArgumentException(
                    "names must be one a token, " + sequences.classes() + ", got " + alphabet.size());
        }
        HeadPatterns.of(patterns, sequence, sequences.features());
    }

    /**
     * The first of some sequences, as one seed's network looked at it.
     *
     * @param patterns of these sequences, {@code AttentionPatterns.of(run, seed, sequences)}
     * @throws IllegalArgumentException if the patterns are of several seeds or of other sequences, or these are longer than {@value
     *     HeadPatterns#LONGEST} tokens
     */
    public static Attention of(Table patterns, Examples sequences) {
        return new Attention(patterns, sequences, 0, List.of(), false);
    }

    /**
     * Another of the sequences, from 0 on.
     *
     * @throws IllegalArgumentException if there is no such sequence
     */
    public Attention sequence(int sequence) {
        return new Attention(patterns, sequences, sequence, alphabet, marks);
    }

    /**
     * With names for the tokens, such as {@code CharacterText.alphabet()}; a space is shown as ␣ and the end of a line as ↵.
     *
     * @param alphabet one for each token
     * @throws IllegalArgumentException if they are not one a token
     */
    public Attention names(List<String> alphabet) {
        return new Attention(patterns, sequences, sequence, alphabet, marks);
    }

    /**
     * With squares where a perfect induction head would look, right after each earlier place of the query's token, and in each panel the
     * share that it gives there: the mean over the queries that have a square.
     */
    public Attention marked() {
        return new Attention(patterns, sequences, sequence, alphabet, true);
    }

    /**
     * Only at these training steps.
     *
     * @throws IllegalArgumentException if there are no patterns of one of them, or there is none
     */
    public Attention steps(Collection<Long> steps) {
        return new Attention(HeadPatterns.atSteps(patterns, steps), sequences, sequence, alphabet, marks);
    }

    @Override
    public Chart chart() {
        HeadPatterns seen = HeadPatterns.of(patterns, sequence, sequences.features());
        Set<List<Integer>> squares = marks ? squares(tokens()) : Set.of();
        HeadPanel panel = new HeadPanel(places(), seen.columns(), squares);
        SortedMap<Long, Chart> pictures = new TreeMap<>();
        seen.shares().forEach((step, shares) -> {
            List<Chart> panels = new ArrayList<>();
            for (int i = 0; i < shares.size(); i++) {
                panels.add(panel.of(seen.heads().get(i).name(), shares.get(i)));
            }
            pictures.put(step, Chart.grid(seen.columns(), panels));
        });
        String steps = pictures.keySet().stream().map(Tidy::count).toList().toString();
        return Slider.overSteps(pictures)
                .with(figure -> figure.withObjectProperty("layout").put("plot_bgcolor", HeadPanel.UNSEEN))
                .remark("White is no attention, black all of a position's; later positions are blue."
                        + (marks
                                ? " Squares: what came after an earlier place of the same token; in"
                                        + " green, the share of attention there."
                                : ""))
                .altText("Attention patterns of " + seen.heads().size() + " heads on a sequence of "
                        + sequences.features() + " tokens at steps " + steps);
    }

    private int[] tokens() {
        int length = sequences.features();
        return IntStream.range(0, length)
                .map(i -> (int) sequences.inputs()[sequence * length + i])
                .toArray();
    }

    /** What stands where: {@code 5 ‘b’}. */
    private List<String> places() {
        int[] tokens = tokens();
        return IntStream.range(0, tokens.length)
                .mapToObj(
                        i -> i + " ‘" + (alphabet.isEmpty() ? "" + tokens[i] : visible(alphabet.get(tokens[i]))) + "’")
                .toList();
    }

    /** A name with signs for what would leave no trace on paper. */
    static String visible(String name) {
        StringBuilder visible = new StringBuilder();
        name.codePoints().forEach(character -> {
            switch (character) {
                case ' ', '\u00a0' -> visible.append('␣');
                case '\n' -> visible.append('↵');
                case '\t' -> visible.append('⇥');
                case '<' -> visible.append("&lt;"); // a token is no markup
                case '&' -> visible.append("&amp;");
                default -> {
                    if (Character.isISOControl(character)) {
                        visible.append(String.format("\\u%04x", character));
                    } else {
                        visible.appendCodePoint(character);
                    }
                }
            }
        });
        return visible.toString();
    }

    /** Pairs {query, key} of which the key comes right after an earlier place of the query's token. */
    private static Set<List<Integer>> squares(int[] tokens) {
        Set<List<Integer>> squares = new LinkedHashSet<>();
        for (int query = 0; query < tokens.length; query++) {
            for (int key = 1; key <= query; key++) {
                if (tokens[key - 1] == tokens[query]) {
                    squares.add(List.of(query, key));
                }
            }
        }
        return squares;
    }
}
