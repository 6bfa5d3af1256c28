package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import phenomena.model.Decoder.Norm;
import phenomena.model.Decoder.Positions;

class DecoderSizeTest {

    /** Every number of the network that is built is counted in its place. */
    @ParameterizedTest
    @EnumSource(Positions.class)
    void a_count_says_where_the_parameters_are(Positions positions) {
        Decoder decoder = new Decoder(2, 8, 2, new Decoder.Parts(positions, Norm.PRE, 3), 1);
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, decoder, Precision.FLOAT32, new long[] {5}, 7, 1);
            long[] counts = new long[3];
            for (Network.Entry entry : network.entries()) {
                boolean in = entry.name().equals("embedding") || entry.name().equals("positions");
                counts[in ? 0 : entry.name().equals("unembedding") ? 2 : 1] += entry.length();
            }
            assertThat(decoder.parameterCount(new long[] {5}, 7))
                    .isEqualTo(new ParameterCount(counts[0], counts[1], counts[2]));
        }
    }
}
