package phenomena.theory;

/**
 * The quantisation model of scaling: many tasks of Zipf-distributed frequency, each either learned or not, the frequent ones
 * first.
 *
 * <p>Task k of T is met with frequency {@code p(k) = k^−(α+1) / Σ_j j^−(α+1)}. A model that has learned the first n leaves
 * {@code Σ_{k>n} p(k)} of the loss. Michaud, Liu, Girit &amp; Tegmark 2023, "The quantization model of neural scaling"
 * (arXiv:2303.13506), section 2: for endless T the loss falls as n^−α, hence as N^−α in parameters, if each task takes
 * equally many, and as D^−α/(1+α) in examples, if each task is learned once it has been met a given number of times.
 *
 * <p>Differs from the paper in that T is finite and the sum is not replaced by a power: the slope in the middle is then
 * steeper than −α, the more so the nearer n comes to T, and this is what an experiment with T tasks is to be compared with.
 *
 * @param tasks T, at least 1
 * @param alpha α, above 0
 */
public record Quanta(int tasks, double alpha) {

    public Quanta {
        Check.atLeast("tasks", tasks, 1);
        Check.positive("alpha", alpha);
    }

    /**
     * How often the task of a rank is met.
     *
     * @param rank k, in 1 … T
     * @return p(k), in (0, 1]; all of them sum to 1
     * @throws IllegalArgumentException if the rank is not in that range
     */
    public double frequency(int rank) {
        Check.range("rank", rank, 1, tasks);
        return Math.pow(rank, -alpha - 1) / tail(0);
    }

    /**
     * The frequency of all tasks that are not among the first ones.
     *
     * @param learned n, in 0 … T
     * @return Σ_{k>n} p(k), in [0, 1]
     * @throws IllegalArgumentException if n is not in that range
     */
    public double unlearned(int learned) {
        Check.range("learned tasks", learned, 0, tasks);
        return tail(learned) / tail(0);
    }

    /**
     * The mean loss once the first n tasks are learned.
     *
     * @param learned n, in 0 … T
     * @param before loss of a task that is not learned, e.g. ln 2 for the parity of bits
     * @param after loss of one that is, e.g. 0
     * @throws IllegalArgumentException if n is not in that range
     */
    public double loss(int learned, double before, double after) {
        return after + (before - after) * unlearned(learned);
    }

    /**
     * How many tasks are learned from so many examples, if a task takes so many of its own: the number of ranks with
     * {@code D p(k) ≥ τ}.
     *
     * @param examples D, at least 0
     * @param threshold τ, above 0
     * @return 0 … T
     * @throws IllegalArgumentException if a number is not in its range
     */
    public int learned(double examples, double threshold) {
        Check.nonNegative("examples", examples);
        Check.positive("threshold", threshold);
        double least = threshold * tail(0);
        int learned = 0;
        while (learned < tasks && examples * Math.pow(learned + 1, -alpha - 1) >= least) {
            learned++;
        }
        return learned;
    }

    /**
     * The slope of the loss against tasks learned, both in logarithms, the loss of a learned task being 0:
     * {@code ln(L(to) / L(from)) / ln(to / from)}.
     *
     * @param from n, in 1 … T − 2
     * @param to n, in from + 1 … T − 1: with all T learned no loss is left
     * @return a negative number; −α in the middle of an endless series, steeper in a finite one
     * @throws IllegalArgumentException if a number is not in its range
     */
    public double slope(int from, int to) {
        Check.range("from", from, 1, tasks - 2);
        Check.range("to", to, from + 1, tasks - 1);
        return Math.log(tail(to) / tail(from)) / Math.log((double) to / from);
    }

    /** The endless series' exponent of loss against parameters, α. */
    public double parameterExponent() {
        return alpha;
    }

    /** The endless series' exponent of loss against examples, α / (1 + α). */
    public double dataExponent() {
        return alpha / (1 + alpha);
    }

    /** Σ_{k>n} k^−(α+1), the small terms first. */
    private double tail(int learned) {
        double sum = 0;
        for (int rank = tasks; rank > learned; rank--) {
            sum += Math.pow(rank, -alpha - 1);
        }
        return sum;
    }
}
