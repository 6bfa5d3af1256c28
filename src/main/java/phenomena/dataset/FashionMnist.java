package phenomena.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Fashion-MNIST (Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747): photographs of ten kinds of clothing.
 *
 * <p>A seed draws {@code train} images from the training files and {@code test} from the test files, without
 * replacement and class by class: classes are equally frequent, or differ by one where 10 does not divide the count. A
 * larger draw with the same seed begins with the smaller one.
 *
 * <p>Up to {@value #SHIPPED_TRAIN} training and {@value #SHIPPED_TEST} test images always come from the subset in
 * {@code data/fashion-mnist}, whatever else the machine holds, so that one task and one seed mean the same images
 * everywhere. A task that asks for more draws from all 70,000, which must be in the folder named by {@code
 * PHENOMENA_FASHION_MNIST} (a system property or an environment variable) or installed as Debian's package {@code
 * dataset-fashion-mnist}: its draws, the test images too, are others than the subset's. All files are checked against
 * their SHA-256.
 *
 * <p>Inputs have shape (1, 28, 28) and are (pixel − 0.28604) / 0.35302 with pixels in [0, 1]: the mean and standard
 * deviation of the 60,000 training images, fixed whatever is drawn.
 *
 * @param train number of training examples, in [1, 60000]
 * @param test number of test examples, in [1, 10000]
 */
public record FashionMnist(int train, int test) implements Sampled {

    /** Training images in the shipped subset, 1,000 of each class. */
    static final int SHIPPED_TRAIN = 10_000;

    /** Test images in the shipped subset, 200 of each class. */
    static final int SHIPPED_TEST = 2_000;

    private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

    private static final String REMEDY =
            "install Debian's package dataset-fashion-mnist, or download the four files from "
                    + "https://github.com/zalandoresearch/fashion-mnist and set PHENOMENA_FASHION_MNIST to their folder";

    private static final Standardisation PIXELS = new Standardisation(new double[] {0.28604}, new double[] {0.35302});

    /** In the order of {@link IdxFiles#NAMES}, as data/README.md lists them. */
    static final List<String> SHIPPED_SHA256 = List.of(
            "d33512cfdc636a0d8972818e6659995be209a88891df7fa2109d7895922c8985",
            "620cb8e3b9348037c5ff9a07b02d773ab165330e072dfd19e0d21c59f8042dcf",
            "15a92dd1e9b16ea361928086e77df4dfa890c255c00b5a8c8162c1040ce8eef1",
            "234596aeb6eb48133ec99a62541f90bc0728c9559a681f1e0638037462458f2c");

    static final List<String> OFFICIAL_SHA256 = List.of(
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

    /** @throws IllegalArgumentException if a count is outside its range */
    public FashionMnist {
        Counts.require("train", train, 60_000, "Fashion-MNIST's training images");
        Counts.require("test", test, 10_000, "Fashion-MNIST's test images");
    }

    @Override
    public FashionMnist withTrain(int train) {
        return new FashionMnist(train, test);
    }

    @Override
    public Split split(long seed) {
        return pool().draw(train, test, seed, PIXELS);
    }

    private ImagePool pool() {
        if (train <= SHIPPED_TRAIN && test <= SHIPPED_TEST) {
            Path data = DataFolder.find();
            return ImagePool.of("Fashion-MNIST in " + data, () -> shipped(data).read());
        }
        Path folder = full(DataFolder.setting("PHENOMENA_FASHION_MNIST"), DEBIAN);
        return ImagePool.of("Fashion-MNIST, full, in " + folder, () -> IdxFiles.in(folder, OFFICIAL_SHA256, REMEDY)
                .read());
    }

    static IdxFiles shipped(Path data) {
        return IdxFiles.in(
                data.resolve("fashion-mnist"),
                SHIPPED_SHA256,
                "restore it with 'git checkout -- data/fashion-mnist', or rebuild it as data/README.md says");
    }

    /** The folder of the full set: the one named, or else Debian's if it is there. */
    Path full(Optional<Path> named, Path debian) {
        if (named.isEmpty() && !Files.isDirectory(debian)) {
            throw new DataException("the subset in data/fashion-mnist has " + SHIPPED_TRAIN + " training and "
                    + SHIPPED_TEST + " test images, asked for " + train + " and " + test + "; for all 70,000 "
                    + REMEDY);
        }
        return named.orElse(debian);
    }
}
