package phenomena.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * Colours that run from a low to a high value.
 *
 * @param colors {@code #rrggbb}, from low to high, evenly spaced, at least two
 */
record ColorScale(List<String> colors) {

    /** For what has an order: viridis, dark to light. */
    static final ColorScale SEQUENTIAL = new ColorScale(List.of(
            "#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b",
            "#fde725"));

    /** For what has a sign: ColorBrewer's blue and red around white, told apart with a colour vision deficiency too. */
    static final ColorScale SIGNED = new ColorScale(List.of("#2166ac", "#92c5de", "#ffffff", "#f4a582", "#b2182b"));

    /** The colour at a place in [0, 1]. */
    String at(double place) {
        double at = place * (colors.size() - 1);
        int below = (int) at;
        int low = Integer.parseInt(colors.get(below).substring(1), 16);
        int high = Integer.parseInt(
                colors.get(Math.min(below + 1, colors.size() - 1)).substring(1), 16);
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double channel = (low >> shift & 255) + (at - below) * ((high >> shift & 255) - (low >> shift & 255));
            mixed |= (int) Math.round(channel) << shift;
        }
        return String.format("#%06x", mixed);
    }

    /** As Plotly has it: pairs of a place in [0, 1] and a colour. */
    ArrayNode json() {
        ArrayNode scale = PlotlyJson.NODES.arrayNode();
        for (int i = 0; i < colors.size(); i++) {
            scale.addArray().add((double) i / (colors.size() - 1)).add(colors.get(i));
        }
        return scale;
    }
}
