package phenomena.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import phenomena.analysis.HuberCost.Minimum;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A power law through losses: its parameters with intervals, or why the losses do not tell them, and what it says of sizes not
 * yet trained.
 *
 * <p>Intervals are by the profile of the cost with Student's t (see {@link Profile}); {@link #bootstrap} gives others to
 * compare. They take runs as independent, with a scatter of log loss that is the same at all sizes. Of 200 planted sets each
 * (6 to 8 sizes over a factor of 50 to 300, 1 to 4 seeds, scatter 0.01 to 0.03) 90% intervals held the exponent in 87% to 94%,
 * and a new run at four times the largest size in 87% to 94%, also with δ = 10⁻³.
 *
 * <p>A law is <em>identified</em> if, at 90% confidence, each exponent's interval ends within [0.005, 5] on both sides, its
 * upper end no more than {@value #FLAT} times its lower. Otherwise the profile is flat: floor, factor and exponent make up
 * for each other, and no one value of them means anything. Then {@link #exponent}, {@link #coefficient} and {@link #floor} have
 * a centre of NaN, and {@link #verdict} says why. A prediction stands, within its interval: it is what the losses do tell.
 */
public final class PowerLawFit {

    /** The most that the ends of an exponent's 90% interval may differ by, as a ratio, in a law that is identified. */
    public static final double FLAT = 8;

    private final PowerLaw law;
    private final Losses losses;
    private final HuberCost cost;
    private final Minimum best;
    private final Profile profile;
    private final Scatter scatter;
    private final Map<List<Double>, Interval> ranges =
            new HashMap<>(); // by exponent and confidence: the verdict asks too
    private String verdict;

    PowerLawFit(PowerLaw law, Losses losses, HuberCost cost, Minimum best) {
        this.law = law;
        this.losses = losses;
        this.cost = cost;
        this.best = best;
        profile = new Profile(cost, best, law.held());
        scatter = Scatter.of(losses, cost, best, law.parameters());
    }

    private String judge() {
        List<String> doubts = new ArrayList<>();
        for (int j = 0; j < law.inputs().size(); j++) {
            Interval range = exponentRange(j, .9);
            if (Double.isNaN(range.low()) || Double.isNaN(range.high()) || range.high() > FLAT * range.low()) {
                doubts.add(String.format(
                        Locale.ROOT,
                        "the exponent of %s may be anything from %.3g to %.3g",
                        law.inputs().get(j),
                        Double.isNaN(range.low()) ? HuberCost.LEAST_EXPONENT : range.low(),
                        Double.isNaN(range.high()) ? HuberCost.GREATEST_EXPONENT : range.high()));
            }
        }
        return doubts.isEmpty()
                ? "identified"
                : "not identified: " + String.join(", ", doubts)
                        + "; widen the range of sizes, add seeds, or state the floor";
    }

    /** Whether the losses tell the exponents. */
    public boolean isIdentified() {
        return verdict().equals("identified");
    }

    /** {@code identified}, or why it is not and what to do. */
    public String verdict() {
        if (verdict == null) { // as late as it is asked for: predictions do without
            verdict = judge();
        }
        return verdict;
    }

    /** What was fitted. */
    public PowerLaw law() {
        return law;
    }

    /** Huber's δ that was used, in units of log loss. */
    public double delta() {
        return cost.deltas()[0];
    }

    /**
     * The exponent of a size: α of the first input, β of the second.
     *
     * @param confidence in (0, 1), e.g. 0.9
     * @return centre NaN where the law is not identified, an end NaN where it is open
     * @throws IllegalArgumentException if there is no such input, or the confidence is outside (0, 1)
     */
    public Interval exponent(String input, double confidence) {
        return identified(exponentRange(law.index(input), confidence));
    }

    /** The exponent whether identified or not. */
    Interval exponentRange(int j, double confidence) {
        return ranges.computeIfAbsent(List.of((double) j, confidence), key -> profiled(j, confidence));
    }

    private Interval profiled(int j, double confidence) {
        int p = 2 * j + 1;
        double rise = scatter.rise(confidence);
        return new Interval(
                Math.exp(best.theta()[p]),
                Math.exp(profile.end(p, rise, -.05, Math.log(HuberCost.LEAST_EXPONENT))),
                Math.exp(profile.end(p, rise, .05, Math.log(HuberCost.GREATEST_EXPONENT))),
                losses.count());
    }

    /** The factor of a size's power: A of the first input, B of the second; as {@link #exponent}. */
    public Interval coefficient(String input, double confidence) {
        int p = 2 * law.index(input);
        double rise = scatter.rise(confidence);
        return identified(new Interval(
                Math.exp(best.theta()[p]),
                Math.exp(profile.end(p, rise, -.1, -300)),
                Math.exp(profile.end(p, rise, .1, 300)),
                losses.count()));
    }

    /** E, the loss that no size undercuts; as {@link #exponent}. A lower end of 0 means that the losses need no floor. */
    public Interval floor(double confidence) {
        double rise = scatter.rise(confidence);
        double centre = cost.floor(best.theta());
        if (!Double.isNaN(law.floor())) {
            return new Interval(centre, centre, centre, losses.count());
        }
        double least = Math.exp(Arrays.stream(cost.values()).min().orElseThrow());
        DoubleUnaryOperator byLog = profile.rising(best.theta().length - 1, rise);
        DoubleUnaryOperator rising = value -> byLog.applyAsDouble(Math.log(value));
        double low = Profile.end(rising, centre, -.02 * least, 0);
        return identified(new Interval(
                centre,
                Double.isNaN(low) ? 0 : low,
                Profile.end(rising, centre, .02 * least, 3 * least),
                losses.count()));
    }

    private Interval identified(Interval range) {
        return isIdentified() ? range : new Interval(Double.NaN, range.low(), range.high(), range.count());
    }

    /** The law's loss at sizes, one for each input. */
    public double at(double... size) {
        return Math.exp(LogSumExp.of(best.theta(), law.logs(size)));
    }

    /**
     * Where runs not yet made will end: what the law leaves open, and the scatter of the runs themselves. Of new runs of
     * that size, the mean log loss lies inside with that confidence, if the law holds as far.
     *
     * @param confidence in (0, 1), e.g. 0.9
     * @param runs how many seeds the mean is over; 1 for a single run
     * @param size one for each input, above 0
     * @return the loss; as a mean of runs, exp of the mean log loss
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public Interval predict(double confidence, int runs, double... size) {
        if (runs < 1) {
            throw new IllegalArgumentException("runs must be at least 1, got " + runs);
        }
        return predict(confidence, scatter.sizes() + scatter.seeds() / runs, size);
    }

    /** The law itself at a size, with what the losses leave open of it: for the band about a curve. */
    public Interval curve(double confidence, double... size) {
        return predict(confidence, 1e-3 * (scatter.seeds() + scatter.sizes()), size);
    }

    private Interval predict(double confidence, double variance, double[] size) {
        double rise = scatter.rise(confidence);
        double weight = scatter.scale() / Math.max(1e-18, variance);
        return new Interval(
                at(size),
                Math.exp(profile.predicted(law.logs(size), weight, rise, -1)),
                Math.exp(profile.predicted(law.logs(size), weight, rise, 1)),
                losses.count());
    }

    /** The standard deviation of a single run about the law, in units of log loss. */
    public double scatter() {
        return Math.sqrt(scatter.seeds() + scatter.sizes());
    }

    /**
     * The p of the test that the sizes' means lie on the law as well as their seeds' scatter allows; NaN where no size has two
     * runs. Below 0.05 intervals rest on the means, and are wider.
     */
    public double lackOfFit() {
        return scatter.lack();
    }

    /**
     * Fits to resampled runs.
     *
     * @param resamples how many, at least 100
     * @param seed the same seed gives the same resamples
     */
    public PowerLawBootstrap bootstrap(int resamples, long seed) {
        return PowerLawBootstrap.of(law, losses, cost, best, resamples, seed);
    }

    /** A row for each parameter: {@code parameter}, {@code of} (the input), {@code estimate}, {@code low}, {@code high}. */
    public Table table(double confidence) {
        List<String> names = new ArrayList<>(List.of("floor"));
        List<String> of = new ArrayList<>(List.of(""));
        List<Interval> intervals = new ArrayList<>(List.of(floor(confidence)));
        for (String input : law.inputs()) {
            names.addAll(List.of("coefficient", "exponent"));
            of.addAll(List.of(input, input));
            intervals.addAll(List.of(coefficient(input, confidence), exponent(input, confidence)));
        }
        Interval[] rows = intervals.toArray(Interval[]::new);
        return Table.create(
                toString(),
                StringColumn.create("parameter", names),
                StringColumn.create("of", of),
                Columns.number("estimate", rows, Interval::centre),
                Columns.number("low", rows, Interval::low),
                Columns.number("high", rows, Interval::high));
    }

    /** The law in one line, or why there is none. */
    @Override
    public String toString() {
        if (!isIdentified()) {
            return verdict();
        }
        StringBuilder words = new StringBuilder(String.format(Locale.ROOT, "%.4g", cost.floor(best.theta())));
        for (int j = 0; j < law.inputs().size(); j++) {
            words.append(String.format(
                    Locale.ROOT,
                    " + %.4g / %s^%.3f",
                    Math.exp(best.theta()[2 * j]),
                    law.inputs().get(j),
                    Math.exp(best.theta()[2 * j + 1])));
        }
        return words.toString();
    }
}
