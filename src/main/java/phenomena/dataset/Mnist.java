package phenomena.dataset;

import ai.djl.basicdataset.BasicDatasets;
import ai.djl.repository.Repository;
import java.util.List;

/**
 * MNIST (LeCun, Bottou, Bengio, Haffner 1998): handwritten digits. Not shipped: read from the folder of its four IDX files
 * that {@code PHENOMENA_MNIST} names (a system property or an environment variable), or else through DJL's {@code
 * basicdataset}, from DJL's cache or the network; checked against their SHA-256 either way.
 *
 * <p>A seed draws {@code train} images from the training files and {@code test} from the test files, without
 * replacement and class by class, so that classes are equally frequent as far as the files allow. A larger draw with the
 * same seed begins with the smaller one.
 *
 * <p>Inputs have shape (1, 28, 28) and are (pixel − 0.1307) / 0.3081 with pixels in [0, 1]: the mean and standard
 * deviation of the 60,000 training images, fixed whatever is drawn.
 *
 * @param train number of training examples, in [1, 60000]
 * @param test number of test examples, in [1, 10000]
 */
public record Mnist(int train, int test) implements Sampled {

    private static final Standardisation PIXELS = new Standardisation(new double[] {0.1307}, new double[] {0.3081});

    private static final String REMEDY =
            "download the four files train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, "
                    + "t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz of MNIST, for instance from "
                    + "https://storage.googleapis.com/cvdf-datasets/mnist/, and set PHENOMENA_MNIST to their folder";

    /** In the order of {@link IdxFiles#NAMES}, as data/README.md lists them. */
    static final List<String> SHA256 = List.of(
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    /** @throws IllegalArgumentException if a count is outside its range */
    public Mnist {
        Counts.require("train", train, 60_000, "MNIST's training images");
        Counts.require("test", test, 10_000, "MNIST's test images");
    }

    @Override
    public Mnist withTrain(int train) {
        return new Mnist(train, test);
    }

    @Override
    public Split split(long seed) {
        ImagePool pool = DataFolder.setting("PHENOMENA_MNIST")
                .map(folder -> ImagePool.of("MNIST in " + folder, () -> IdxFiles.in(folder, SHA256, REMEDY)
                        .read()))
                .orElseGet(() -> ImagePool.of("MNIST by DJL", () -> byDjl(BasicDatasets.REPOSITORY, SHA256)
                        .read()));
        return pool.draw(train, test, seed, PIXELS);
    }

    static IdxFiles byDjl(Repository repository, List<String> sha256) {
        DjlFiles files = new DjlFiles(repository, "mnist", REMEDY);
        return new IdxFiles(files.fetch("train_data", "train_labels", "test_data", "test_labels"), sha256, REMEDY);
    }
}
