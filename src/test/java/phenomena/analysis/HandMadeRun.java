package phenomena.analysis;

import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import phenomena.dataset.Augmentation;
import phenomena.dataset.RepeatedTokens;
import phenomena.dataset.Sequences;
import phenomena.measure.Loss;
import phenomena.model.AnalyticInduction;
import phenomena.model.CrossEntropy;
import phenomena.model.Network;
import phenomena.model.Precision;
import phenomena.optimize.Sgd;
import phenomena.protocol.Learner;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;
import phenomena.protocol.Stop;
import phenomena.protocol.Training;
import phenomena.run.Outcome;
import phenomena.run.Provenance;
import phenomena.run.Run;

/** A record that kept, for seed 3, zeros at step 0 and at step 50 weights written by hand. */
public final class HandMadeRun {

    public static final long SEED = 3;

    private HandMadeRun() {}

    public static Run of(AnalyticInduction induction) {
        Map<String, float[]> kept = new HashMap<>();
        double[] row = induction.row();
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(
                    manager,
                    induction.decoder(),
                    Precision.FLOAT32,
                    new long[] {induction.length()},
                    induction.tokens(),
                    1);
            for (Network.Entry entry : network.entries()) {
                float[] values = new float[entry.length()];
                kept.put("0/" + entry.name(), new float[entry.length()]);
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) row[entry.offset() + i];
                }
                kept.put("50/" + entry.name(), values);
            }
        }
        Learner learner = new Learner(
                induction.decoder(),
                new CrossEntropy(),
                new Sgd(0.1, 0, 0),
                Precision.FLOAT32,
                new Training(50, 1, new Augmentation.None(), new Stop.Never()));
        Measurement measurement = new Measurement(List.of(new Loss()), 1, List.of(0, Measurement.END), Measurement.ALL);
        Protocol protocol = new Protocol(
                "by hand",
                new RepeatedTokens(induction.tokens(), new Sequences(induction.length(), 1, 2)),
                learner,
                measurement,
                List.of(SEED));
        return new Run(
                protocol,
                TidyRows.empty(),
                Map.of(SEED, new Outcome.Completed(50)),
                new Provenance("2026-01-01T00:00:00Z", 1, Map.of(), Map.of(), ""),
                Map.of(SEED, kept));
    }
}
