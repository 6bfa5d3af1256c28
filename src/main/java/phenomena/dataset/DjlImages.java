package phenomena.dataset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.function.BiFunction;

/** Brings DJL's own image datasets out of the engine, as bytes. */
final class DjlImages {

    private static final int BATCH = 1000;

    private DjlImages() {}

    /**
     * Reads both halves from DJL's cache, which DJL fills from the network where it is empty.
     *
     * @param name the data set, for a person
     * @param dataset builds DJL's dataset for one half; its images are (n, height, width, channels), bytes as floats
     * @param remedy what a person can do when they are not there
     * @throws DataException if they cannot be had
     */
    static ImagePool read(String name, BiFunction<NDManager, Dataset.Usage, ArrayDataset> dataset, String remedy) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return new ImagePool(
                    read(manager, dataset.apply(manager, Dataset.Usage.TRAIN)),
                    read(manager, dataset.apply(manager, Dataset.Usage.TEST)));
        } catch (IOException | TranslateException | RuntimeException e) {
            throw new DataException(
                    name + " must be in DJL's cache or on a network that DJL reaches, got " + e + "; " + remedy, e);
        }
    }

    private static Images read(NDManager manager, ArrayDataset dataset) throws IOException, TranslateException {
        dataset.prepare();
        int size = Math.toIntExact(dataset.size());
        byte[] labels = new byte[size];
        byte[] pixels = new byte[0];
        long[] shape = new long[0];
        for (int from = 0; from < size; from += BATCH) {
            int to = Math.min(size, from + BATCH);
            try (NDManager scope = manager.newSubManager();
                    Batch batch = dataset.getByRange(scope, from, to)) {
                NDArray images = only(batch.getData()).transpose(0, 3, 1, 2);
                shape = images.getShape().slice(1).getShape();
                int features = Math.toIntExact(images.getShape().slice(1).size());
                if (from == 0) {
                    pixels = new byte[Math.multiplyExact(size, features)];
                }
                copy(images.toFloatArray(), pixels, from * features);
                copy(only(batch.getLabels()).toFloatArray(), labels, from);
            }
        }
        return new Images(pixels, shape, labels);
    }

    private static NDArray only(NDList list) {
        return list.singletonOrThrow();
    }

    private static void copy(float[] values, byte[] bytes, int from) {
        for (int i = 0; i < values.length; i++) {
            bytes[from + i] = (byte) values[i];
        }
    }
}
