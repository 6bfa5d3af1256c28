package phenomena.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Small made-up files in the formats of MNIST and CIFAR-10. */
final class ImageFiles {

    private ImageFiles() {}

    /** An IDX file of unsigned bytes. */
    static byte[] idx(int magic, int[] extents, byte[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * extents.length + values.length);
        buffer.putInt(magic);
        for (int extent : extents) {
            buffer.putInt(extent);
        }
        return buffer.put(values).array();
    }

    /** Image i is filled with bytes (i + pixel) mod 256. */
    static byte[] idxImages(int count, int height, int width) {
        byte[] values = new byte[count * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i / (height * width) + i % (height * width));
        }
        return idx(0x803, new int[] {count, height, width}, values);
    }

    /** Label i is i mod 10. */
    static byte[] idxLabels(int count) {
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++) {
            values[i] = (byte) (i % 10);
        }
        return idx(0x801, new int[] {count}, values);
    }

    /** Row i has label (i + first) mod 10 and channel c filled with bytes (i + first + 50 c + pixel) mod 256. */
    static byte[] cifarRows(int first, int count) {
        byte[] rows = new byte[count * 3073];
        for (int i = 0; i < count; i++) {
            rows[i * 3073] = (byte) ((first + i) % 10);
            for (int j = 0; j < 3072; j++) {
                rows[i * 3073 + 1 + j] = (byte) (first + i + 50 * (j / 1024) + j % 1024);
            }
        }
        return rows;
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Fingerprint.newSha256().digest(bytes));
    }

    /** Writes the four files of a small MNIST, the first two gzipped, and returns their SHA-256. */
    static List<String> writeIdxFolder(Path folder, int train, int test) throws IOException {
        List<String> sha = new ArrayList<>();
        byte[][] contents = {
            idxImages(train, 4, 5), idxLabels(train), idxImages(test, 4, 5), idxLabels(test),
        };
        for (int i = 0; i < contents.length; i++) {
            String name = IdxFiles.NAMES.get(i);
            sha.add(sha256(contents[i]));
            Files.write(folder.resolve(i < 2 ? name + ".gz" : name), i < 2 ? gzip(contents[i]) : contents[i]);
        }
        return sha;
    }

    /** Writes a repository as DJL lays it out, holding one dataset's files, uncompressed. */
    static void writeDjlRepository(Path root, String artifact, Map<String, byte[]> files) throws IOException {
        Path folder = Files.createDirectories(root.resolve("dataset/cv/ai/djl/basicdataset/" + artifact));
        Path version = Files.createDirectories(folder.resolve("1.0").resolve(artifact));
        StringBuilder items = new StringBuilder();
        for (var file : files.entrySet()) {
            Files.write(version.resolve(file.getKey()), file.getValue());
            items.append(items.isEmpty() ? "" : ",")
                    .append("\"%s\": {\"uri\": \"%s\", \"size\": %d}"
                            .formatted(file.getKey(), file.getKey(), file.getValue().length));
        }
        Files.writeString(
                folder.resolve("metadata.json"),
                """
                {"metadataVersion": "0.2", "resourceType": "dataset", "application": "cv",
                 "groupId": "ai.djl.basicdataset", "artifactId": "%s", "name": "%1$s",
                 "artifacts": [{"version": "1.0", "snapshot": false, "name": "%1$s", "files": {%s}}]}
                """
                        .formatted(artifact, items));
    }
}
