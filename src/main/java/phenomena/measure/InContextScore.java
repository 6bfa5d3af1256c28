package phenomena.measure;

/**
 * {@code in-context score}: how much worse a late token is predicted than an early one, the difference of their mean losses over the
 * test sequences (Olsson et al. 2022, arXiv:2209.11895, section "In-context learning score", with tokens 500 and 50). Below 0 where
 * what came before helps; it says nothing of the loss itself.
 *
 * @param early number of the early token, at least 2: the first of a sequence is number 1
 * @param late number of the late token, above {@code early} and at most L + 1
 */
public record InContextScore(int early, int late) implements Probe {

    /** @throws IllegalArgumentException if a number is outside its range */
    public InContextScore {
        TokenLosses.requireToken("early", early);
        if (late <= early) {
            throw new IllegalArgumentException("late must be above early, " + early + ", got " + late);
        }
    }

    /** The paper's: the 500th token against the 50th. */
    public static InContextScore olsson() {
        return new InContextScore(50, 500);
    }

    /** @throws IllegalArgumentException if the test examples are no sequences, or too short */
    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            double[] losses = PositionLoss.test(observation, replica);
            double score = TokenLosses.at(late, losses) - TokenLosses.at(early, losses);
            readings.put(replica, observation.step(), Part.TEST.label(), "in-context score", score);
        }
    }
}
