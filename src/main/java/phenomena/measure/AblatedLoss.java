package phenomena.measure;

import java.util.List;
import java.util.Locale;
import phenomena.dataset.Examples;
import phenomena.model.Ablation;
import phenomena.model.Head;
import phenomena.model.Intervention;

/**
 * What each head is worth: {@code loss without (mean) layer i head j}, the mean loss on test sequences while that head alone is ablated,
 * and so for zero and resample, beside {@code loss with all heads} on the same sequences (Olsson et al. 2022, arXiv:2209.11895,
 * argument 3, whose ablations keep the patterns of later heads as they were; these do not, so that what a head does for others is lost
 * too). Under {@link Ablation.Kind}'s three, and {@link Heads} for what a mean is over.
 *
 * <p>One such probe a protocol. It costs a pass over the sequences for each head and kind at each measurement.
 *
 * @param kinds what stands in the place of a head's output, at least one, each once
 * @param sequences how many test sequences, the first ones; at least 2
 */
public record AblatedLoss(List<Ablation.Kind> kinds, int sequences) implements Probe {

    /** @throws IllegalArgumentException if there is no kind, one comes twice, or there are fewer than 2 sequences */
    public AblatedLoss {
        kinds = kinds == null ? List.of() : List.copyOf(kinds);
        if (kinds.isEmpty() || kinds.stream().distinct().count() < kinds.size()) {
            throw new IllegalArgumentException("kinds must be at least one and each once, got " + kinds);
        }
        if (sequences < 2) {
            throw new IllegalArgumentException(
                    "sequences must be at least 2, so that one can stand in for another, got " + sequences);
        }
    }

    /** What a head's loss under one kind is called, before {@code layer i head j}. */
    public static String name(Ablation.Kind kind) {
        return "loss without (" + kind.name().toLowerCase(Locale.ROOT) + ")";
    }

    /**
     * @throws IllegalStateException if the architecture shows no attention
     * @throws IllegalArgumentException if it has but one head, or the examples are no sequences
     */
    @Override
    public void measure(Observation observation, Readings readings) {
        Heads heads = observation.heads();
        List<Examples> tests = observation.examples(Part.TEST).stream()
                .map(test -> test.first(sequences))
                .toList();
        read(observation, tests, "loss with all heads", Intervention.NONE, readings);
        for (Ablation.Kind kind : kinds) {
            for (Head head : heads.all()) {
                Intervention without = Intervention.ablating(kind, head);
                read(observation, tests, Heads.named(name(kind), head), without, readings);
            }
        }
    }

    private static void read(
            Observation observation,
            List<Examples> tests,
            String quantity,
            Intervention intervention,
            Readings readings) {
        double[][] logits = observation.heads().logits(tests, intervention);
        for (int replica = 0; replica < logits.length; replica++) {
            double loss = Loss.mean(observation.objective(), logits[replica], tests.get(replica));
            readings.put(replica, observation.step(), Part.TEST.label(), quantity, loss);
        }
    }
}
