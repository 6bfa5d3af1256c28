package phenomena.dataset;

/**
 * Fixed constants that bring a data set's pixels to about mean 0 and variance 1.
 *
 * @param mean of each channel's pixels, on the scale [0, 1]
 * @param deviation standard deviation of each channel's pixels, on the scale [0, 1]
 */
record Standardisation(double[] mean, double[] deviation) {

    /** What each byte of each channel becomes: {@code channels × 256} values. */
    float[][] tables() {
        float[][] tables = new float[mean.length][256];
        for (int channel = 0; channel < mean.length; channel++) {
            for (int value = 0; value < 256; value++) {
                tables[channel][value] = (float) ((value / 255.0 - mean[channel]) / deviation[channel]);
            }
        }
        return tables;
    }
}
