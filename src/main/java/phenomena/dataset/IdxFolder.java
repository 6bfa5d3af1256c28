package phenomena.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A folder of four IDX files named as MNIST's are, each compressed ({@code .gz}) or not.
 *
 * @param folder where they are
 * @param sha256 the SHA-256 that each uncompressed file must have, by {@link #FILES name}
 * @param remedy what a person can do when they are not right
 */
record IdxFolder(Path folder, Map<String, String> sha256, String remedy) {

    /** Training images and labels, then test images and labels. */
    static final List<String> FILES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    /**
     * Reads and checks all four.
     *
     * @throws DataException if a file is missing, malformed, or not the one expected
     */
    ImagePool read() {
        return new ImagePool(
                images(read(FILES.get(0), 3), read(FILES.get(1), 1)),
                images(read(FILES.get(2), 3), read(FILES.get(3), 1)));
    }

    private Images images(Idx pixels, Idx labels) {
        long[] shape = {1, pixels.extents()[1], pixels.extents()[2]};
        return new Images(pixels.values(), shape, labels.values());
    }

    private Idx read(String name, int dimensions) {
        Path compressed = folder.resolve(name + ".gz");
        Path file = Files.exists(compressed) ? compressed : folder.resolve(name);
        if (!Files.exists(file)) {
            throw new DataException(folder + " must hold " + name + " or " + name + ".gz, got neither; " + remedy);
        }
        Idx idx = Idx.read(file, dimensions, remedy);
        if (!idx.sha256().equals(sha256.get(name))) {
            throw new DataException(file + " must have, uncompressed, the SHA-256 " + sha256.get(name) + ", got "
                    + idx.sha256() + "; " + remedy);
        }
        return idx;
    }
}
