package phenomena.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Training images and labels, then test images and labels, as four IDX files.
 *
 * @param files where they are
 * @param sha256 the SHA-256 that each must have, uncompressed
 * @param remedy what a person can do when they are not right
 */
record IdxFiles(List<Path> files, List<String> sha256, String remedy) {

    /** The names of MNIST's four files. */
    static final List<String> NAMES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    /**
     * The four in one folder, each compressed ({@code .gz}) or not.
     *
     * @throws DataException if one is missing
     */
    static IdxFiles in(Path folder, List<String> sha256, String remedy) {
        return new IdxFiles(
                NAMES.stream().map(name -> file(folder, name, remedy)).toList(), sha256, remedy);
    }

    private static Path file(Path folder, String name, String remedy) {
        for (Path file : List.of(folder.resolve(name + ".gz"), folder.resolve(name))) {
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new DataException(folder + " must hold " + name + " or " + name + ".gz, got neither; " + remedy);
    }

    /**
     * Reads and checks all four.
     *
     * @throws DataException if a file is malformed, or not the one expected
     */
    ImagePool read() {
        return new ImagePool(images(read(0, 3), read(1, 1)), images(read(2, 3), read(3, 1)));
    }

    private static Images images(Idx pixels, Idx labels) {
        long[] shape = {1, pixels.extents()[1], pixels.extents()[2]};
        return new Images(pixels.values(), shape, labels.values());
    }

    private Idx read(int i, int dimensions) {
        Idx idx = Idx.read(files.get(i), dimensions, remedy);
        if (!idx.sha256().equals(sha256.get(i))) {
            throw new DataException(files.get(i) + " must have, uncompressed, the SHA-256 " + sha256.get(i) + ", got "
                    + idx.sha256() + "; " + remedy);
        }
        return idx;
    }
}
