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

    /** The text broken with {@code <br>} at spaces so that no line is longer than {@code width} characters, if it can be. */
    static String wrap(String text, int width) {
        StringBuilder wrapped = new StringBuilder();
        int column = 0;
        for (String word : of(text).replace("\r\n", "\n").replace("\n", "<br>").split(" (?![^<>]*>)")) {
            int visible = word.replaceAll("<[^>]*>", "").length();
            if (column > 0 && column + 1 + visible > width) {
                wrapped.append("<br>");
                column = 0;
            } else if (wrapped.length() > 0) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            int broken = word.lastIndexOf("<br>");
            column = broken < 0 ? column + visible : word.length() - broken - 4;
        }
        return wrapped.toString();
    }

    /** The number of lines in wrapped text. */
    static int lines(String wrapped) {
        return wrapped.split("<br>", -1).length;
    }
}
