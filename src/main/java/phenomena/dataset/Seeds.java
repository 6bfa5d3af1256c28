package phenomena.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random streams named by their purpose: initial weights, label noise, splits and batch order never share one, so
 * changing how many numbers one of them draws leaves the others as they were.
 */
public final class Seeds {

    private Seeds() {}

    /**
     * The stream of one purpose under one seed.
     *
     * @param seed the experiment's seed
     * @param purpose what the numbers are for, e.g. {@code "label-noise"}; different purposes give independent streams
     * @return XoShiRo256++ seeded with the first 256 bits of SHA-256(seed, purpose)
     */
    public static UniformRandomProvider stream(long seed, String purpose) {
        MessageDigest sha = Fingerprint.newSha256();
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
        ByteBuffer digest = ByteBuffer.wrap(sha.digest(purpose.getBytes(StandardCharsets.UTF_8)));
        long[] state = {digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong()};
        return RandomSource.XO_SHI_RO_256_PP.create(state);
    }
}
