package phenomena.dataset;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * An array of unsigned bytes in the IDX format of MNIST's files, compressed with gzip or not.
 *
 * @param extents the size of each dimension
 * @param values the bytes, last dimension fastest
 * @param sha256 the SHA-256 of the uncompressed file, in hexadecimal
 */
record Idx(int[] extents, byte[] values, String sha256) {

    private static final int UNSIGNED_BYTES = 0x08;

    /**
     * Reads a whole file.
     *
     * @param dimensions how many dimensions the array must have
     * @param remedy what a person can do when the file is not right
     * @throws DataException if it cannot be read, is not such an array, ends early, or goes on after the array
     */
    static Idx read(Path file, int dimensions, String remedy) {
        MessageDigest sha = Fingerprint.newSha256();
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file));
                DataInputStream in = new DataInputStream(new DigestInputStream(uncompressed(stored), sha))) {
            int magic = in.readInt();
            int expected = UNSIGNED_BYTES << 8 | dimensions;
            if (magic != expected) {
                throw new DataException(String.format(
                        "%s must begin with the IDX magic number 0x%08x, got 0x%08x; %s",
                        file, expected, magic, remedy));
            }
            int[] extents = new int[dimensions];
            long count = 1;
            for (int d = 0; d < dimensions; d++) {
                extents[d] = in.readInt();
                count = extents[d] < 1 || count > Integer.MAX_VALUE ? Long.MAX_VALUE : count * extents[d];
            }
            if (count > Integer.MAX_VALUE - 8) {
                throw new DataException(file + " must hold an array of 1 to 2147483639 bytes, got dimensions "
                        + Arrays.toString(extents) + "; " + remedy);
            }
            byte[] values = in.readNBytes((int) count);
            if (values.length < count || in.read() >= 0) {
                String got = values.length < count ? values.length + " (it is truncated)" : "more";
                throw new DataException(
                        file + " must hold " + count + " bytes after its header, got " + got + "; " + remedy);
            }
            return new Idx(extents, values, HexFormat.of().formatHex(sha.digest()));
        } catch (IOException e) {
            throw new DataException(
                    file + " must be a readable IDX file, got " + e + " (missing, truncated or damaged?); " + remedy,
                    e);
        }
    }

    /** The bytes of a file, unpacked if it begins as gzip does. */
    private static InputStream uncompressed(InputStream stored) throws IOException {
        stored.mark(2);
        boolean gzip = stored.read() == 0x1f && stored.read() == 0x8b;
        stored.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(stored, 1 << 16), 1 << 16) : stored;
    }
}
