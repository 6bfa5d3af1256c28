package phenomena.figure;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that a reader typed, as Plotly shows it.
 *
 * <p>Plotly draws text into SVG text nodes and understands a small pseudo-HTML: {@code <b> <i> <em> <s> <u> <sub> <sup>
 * <br> <span> <a>}. Any other tag is not made into an element, so it can run nothing. A link can: therefore an
 * {@code <a>} keeps its {@code href} only where that is an {@code http:}, {@code https:} or {@code mailto:} address,
 * whatever the version of plotly.js in front of the reader does by itself.
 */
final class SafeText {
    private static final Pattern LINK = Pattern.compile("<a\\b[^>]*>?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS =
            Pattern.compile("\\bhref\\s*=\\s*([\"'])((?:https?:|mailto:)[^\"'<>\\s]*)\\1", Pattern.CASE_INSENSITIVE);

    private SafeText() {}

    /** The text with every link's address removed unless it is a web or mail address; all else as it was typed. */
    static String of(String text) {
        if (!text.toLowerCase(Locale.ROOT).contains("<a")) {
            return text;
        }
        return LINK.matcher(text).replaceAll(link -> {
            Matcher address = ADDRESS.matcher(link.group());
            String safe = address.find() ? "<a href=\"" + address.group(2) + "\">" : "<a>";
            return Matcher.quoteReplacement(safe);
        });
    }

    /** The text for a place inside a hover template, where {@code %{…}} would otherwise be filled in. */
    static String inTemplate(String text) {
        return of(text).replace("%{", "%&#123;");
    }

    /**
     * About how wide a line of text is, in units of its font size. Which font draws it is not known here, so the widths are
     * those of DejaVu Sans, the widest that is commonly fallen back to: what fits in it fits everywhere.
     */
    static double width(String line) {
        return line.replaceAll("<[^>]*>", "")
                .codePoints()
                .mapToDouble(SafeText::em)
                .sum();
    }

    private static double em(int character) {
        if (" .,:;!|'ijlIftr()[]\u00a0".indexOf(character) >= 0) {
            return .37;
        }
        if ("mwMW%@".indexOf(character) >= 0 || character > 0x2000) {
            return 1;
        }
        return Character.isUpperCase(character) ? .72 : .62;
    }

    /** The text broken with {@code <br>}, at spaces if it can be, so that no line is wider than {@code width} font sizes. */
    static String wrap(String text, double width) {
        StringBuilder wrapped = new StringBuilder();
        double column = 0;
        for (String word : of(text).replace("\r\n", "\n").replace("\n", "<br>").split(" (?![^<>]*>)")) {
            if (column > 0 && column + em(' ') + width(word) > width) {
                wrapped.append("<br>");
                column = 0;
            } else if (wrapped.length() > 0) {
                wrapped.append(' ');
                column += em(' ');
            }
            String broken = width(word) > width && !word.contains("<") ? chopped(word, width) : word;
            wrapped.append(broken);
            int last = broken.lastIndexOf("<br>");
            column = last < 0 ? column + width(broken) : width(broken.substring(last));
        }
        return wrapped.toString();
    }

    /** A word broken where it is too long for a line of its own. */
    private static String chopped(String word, double width) {
        StringBuilder chopped = new StringBuilder();
        double column = 0;
        for (int character : word.codePoints().toArray()) {
            if (column > 0 && column + em(character) > width) {
                chopped.append("<br>");
                column = 0;
            }
            chopped.appendCodePoint(character);
            column += em(character);
        }
        return chopped.toString();
    }

    /** The number of lines in wrapped text. */
    static int lines(String wrapped) {
        return wrapped.split("<br>", -1).length;
    }

    /** The width of the widest line of wrapped text, in font sizes. */
    static double widest(String wrapped) {
        double widest = 0;
        for (String line : wrapped.split("<br>", -1)) {
            widest = Math.max(widest, width(line));
        }
        return widest;
    }
}
