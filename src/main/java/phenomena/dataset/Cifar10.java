package phenomena.dataset;

import ai.djl.basicdataset.BasicDatasets;
import ai.djl.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CIFAR-10 (Krizhevsky 2009): small photographs of ten kinds of things. Not shipped: read from the folder that {@code
 * PHENOMENA_CIFAR10} names (a system property or an environment variable), {@code cifar-10-batches-bin} of the binary
 * version, or else through DJL's {@code basicdataset}, from DJL's cache or the network.
 *
 * <p>A seed draws {@code train} images from the training files and {@code test} from the test file, without
 * replacement and class by class: classes are equally frequent, or differ by one where 10 does not divide the count. A
 * larger draw with the same seed begins with the smaller one.
 *
 * <p>Inputs have shape (3, 32, 32), channels red, green, blue, and are (pixel − mean) / deviation with pixels in [0, 1]
 * and means (0.4914, 0.4822, 0.4465), deviations (0.2470, 0.2435, 0.2616): those of the 50,000 training images, fixed
 * whatever is drawn. (Zhang et al. 2017 whiten each image by itself and crop it to 28 × 28.)
 *
 * @param train number of training examples, in [1, 50000]
 * @param test number of test examples, in [1, 10000]
 */
public record Cifar10(int train, int test) implements Sampled {

    private static final long[] SHAPE = {3, 32, 32};
    private static final int PIXEL_BYTES = 3 * 32 * 32;
    private static final Standardisation PIXELS =
            new Standardisation(new double[] {0.4914, 0.4822, 0.4465}, new double[] {0.2470, 0.2435, 0.2616});

    private static final List<String> TRAIN_FILES =
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin");

    private static final String REMEDY = "download cifar-10-binary.tar.gz from "
            + "https://www.cs.toronto.edu/~kriz/cifar.html, unpack it and set PHENOMENA_CIFAR10 to its folder "
            + "cifar-10-batches-bin";

    /** @throws IllegalArgumentException if a count is outside its range */
    public Cifar10 {
        Counts.require("train", train, 50_000, "CIFAR-10's training images");
        Counts.require("test", test, 10_000, "CIFAR-10's test images");
    }

    @Override
    public Cifar10 withTrain(int train) {
        return new Cifar10(train, test);
    }

    @Override
    public Split split(long seed) {
        ImagePool pool = DataFolder.setting("PHENOMENA_CIFAR10")
                .map(folder -> ImagePool.of("CIFAR-10 in " + folder, () -> in(folder)))
                .orElseGet(() -> ImagePool.of("CIFAR-10 by DJL", () -> byDjl(BasicDatasets.REPOSITORY)));
        return pool.draw(train, test, seed, PIXELS);
    }

    static ImagePool byDjl(Repository repository) {
        List<Path> files = new DjlFiles(repository, "cifar10", REMEDY).fetch("data_batch.bin", "test_batch.bin");
        return new ImagePool(images(files.subList(0, 1)), images(files.subList(1, 2)));
    }

    static ImagePool in(Path folder) {
        return new ImagePool(
                images(TRAIN_FILES.stream().map(folder::resolve).toList()),
                images(List.of(folder.resolve("test_batch.bin"))));
    }

    /** Reads files of rows: one byte of label, then the red, the green and the blue pixels. */
    private static Images images(List<Path> files) {
        List<byte[]> rows = files.stream().map(Cifar10::rows).toList();
        int size = rows.stream()
                .mapToInt(bytes -> bytes.length / (1 + PIXEL_BYTES))
                .sum();
        byte[] labels = new byte[size];
        byte[] pixels = new byte[size * PIXEL_BYTES];
        int i = 0;
        for (byte[] bytes : rows) {
            for (int row = 0; row < bytes.length; row += 1 + PIXEL_BYTES) {
                labels[i] = bytes[row];
                System.arraycopy(bytes, row + 1, pixels, i * PIXEL_BYTES, PIXEL_BYTES);
                i++;
            }
        }
        return new Images(pixels, SHAPE, labels);
    }

    private static byte[] rows(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0 || bytes.length % (1 + PIXEL_BYTES) != 0) {
                throw new DataException(file + " must hold rows of " + (1 + PIXEL_BYTES) + " bytes, got " + bytes.length
                        + " bytes; " + REMEDY);
            }
            for (int row = 0; row < bytes.length; row += 1 + PIXEL_BYTES) {
                if (bytes[row] < 0 || bytes[row] >= Images.CLASSES) {
                    throw new DataException(file + " must hold labels in [0, 10), got " + Byte.toUnsignedInt(bytes[row])
                            + " in row " + row / (1 + PIXEL_BYTES) + "; " + REMEDY);
                }
            }
            return bytes;
        } catch (IOException e) {
            throw new DataException(file + " must be a readable file of CIFAR-10, got " + e + "; " + REMEDY, e);
        }
    }
}
