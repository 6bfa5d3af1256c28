package phenomena.baseline;

/** Turns an input into the numbers that a linear function is fitted to. */
interface FeatureMap {

    /** Numbers in one input. */
    int inputs();

    /** Numbers that an input turns into. */
    int count();

    /**
     * The features of rows {@code from} to {@code to} of the inputs.
     *
     * @return {@code (to − from) × count}, row after row
     */
    double[] of(double[] inputs, int from, int to);
}
