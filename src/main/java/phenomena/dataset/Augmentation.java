package phenomena.dataset;

import org.apache.commons.rng.UniformRandomProvider;

/** How a training input is changed each time it is shown; the label stays. A record of plain values. */
public interface Augmentation {

    /** Whether inputs stay as they are, so that nothing needs to be copied. */
    default boolean isIdentity() {
        return false;
    }

    /**
     * Writes one changed input.
     *
     * @param inputs inputs of one shape, one after another
     * @param from index of the first value of the input to change
     * @param shape its shape
     * @param batch takes the changed input
     * @param to index of its first value there
     * @param random the draws
     */
    void write(float[] inputs, int from, long[] shape, float[] batch, int to, UniformRandomProvider random);

    /** No change. */
    record None() implements Augmentation {

        @Override
        public boolean isIdentity() {
            return true;
        }

        @Override
        public void write(float[] inputs, int from, long[] shape, float[] batch, int to, UniformRandomProvider random) {
            int length = 1;
            for (long extent : shape) {
                length *= (int) extent;
            }
            System.arraycopy(inputs, from, batch, to, length);
        }
    }

    /**
     * Images shifted by up to {@code pixels} in each direction, edges repeated, and mirrored left to right half the time.
     *
     * @param pixels the largest shift, at least 0
     */
    record FlipAndShift(int pixels) implements Augmentation {

        public FlipAndShift {
            if (pixels < 0) {
                throw new IllegalArgumentException("pixels must be at least 0, got " + pixels);
            }
        }

        /** @throws IllegalArgumentException if inputs are not images {@code (channels, height, width)} */
        @Override
        public void write(float[] inputs, int from, long[] shape, float[] batch, int to, UniformRandomProvider random) {
            if (shape.length != 3) {
                throw new IllegalArgumentException(
                        "FlipAndShift takes images (channels, height, width), got inputs with " + shape.length
                                + " axes; use Augmentation.None for these");
            }
            int height = (int) shape[1];
            int width = (int) shape[2];
            int down = random.nextInt(2 * pixels + 1) - pixels;
            int right = random.nextInt(2 * pixels + 1) - pixels;
            boolean mirrored = random.nextBoolean();
            for (int channel = 0; channel < shape[0]; channel++) {
                int plane = channel * height * width;
                for (int y = 0; y < height; y++) {
                    int row = from + plane + clamp(y - down, height) * width;
                    for (int x = 0; x < width; x++) {
                        int column = clamp(x - right, width);
                        batch[to + plane + y * width + x] = inputs[row + (mirrored ? width - 1 - column : column)];
                    }
                }
            }
        }

        private static int clamp(int position, int extent) {
            return Math.max(0, Math.min(extent - 1, position));
        }
    }
}
