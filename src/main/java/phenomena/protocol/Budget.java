package phenomena.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much computing a preset asks for. */
public enum Budget {
    /** Seconds: shows that everything runs, too small for any claim. */
    SMOKE,
    /** Minutes on two cores: what the committed records hold. */
    LAPTOP,
    /** The published setting, for a big machine. */
    PAPER;

    /** The environment variable (or system property) that names the budget. */
    public static final String VARIABLE = "PHENOMENA_BUDGET";

    /**
     * The budget named by the system property or the environment variable {@value #VARIABLE}; laptop where neither is set.
     *
     * @throws IllegalArgumentException if it names no budget
     */
    public static Budget current() {
        String named = System.getProperty(VARIABLE, System.getenv(VARIABLE));
        return named == null || named.isBlank() ? LAPTOP : of(named);
    }

    /** @throws IllegalArgumentException if {@code name} names no budget */
    public static Budget of(String name) {
        for (Budget budget : values()) {
            if (budget.label().equals(name.trim().toLowerCase(Locale.ROOT))) {
                return budget;
            }
        }
        String known = Arrays.stream(values()).map(Budget::label).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                "budget must be one of " + known + ", got \"" + name + "\"; set " + VARIABLE + " to one of them");
    }

    /** Its name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value for this budget. */
    public <T> T choose(T smoke, T laptop, T paper) {
        return switch (this) {
            case SMOKE -> smoke;
            case LAPTOP -> laptop;
            case PAPER -> paper;
        };
    }
}
