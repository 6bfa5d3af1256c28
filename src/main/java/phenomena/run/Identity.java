package phenomena.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import phenomena.protocol.Protocol;
import phenomena.protocol.ProtocolJson;

/**
 * What makes two runs the same: protocol, data and numerics.
 *
 * @param sha256 the hash of all three, 64 hexadecimal digits
 * @param dataSha256 the data's hash under each seed
 */
record Identity(String sha256, List<String> dataSha256) {

    /**
     * The version of everything between a protocol and its numbers. It goes up by one whenever a change to the library
     * changes results; records of other versions are never reused.
     */
    static final int NUMERICS = 5;

    /** The identity of a protocol whose data under its seeds, in order, have these hashes. */
    static Identity of(Protocol protocol, List<String> dataSha256) {
        String text =
                "numerics " + NUMERICS + "\n" + ProtocolJson.canonical(protocol) + "\n" + String.join("\n", dataSha256);
        return new Identity(sha256(text.getBytes(StandardCharsets.UTF_8)), dataSha256);
    }

    /** Enough of it to name a folder. */
    String brief() {
        return sha256.substring(0, 12);
    }

    /** SHA-256 as 64 hexadecimal digits. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
