package phenomena.baseline;

/**
 * How alike two inputs are, by the distance r between them: 1 at 0, falling with r. It is open: declare a record of plain
 * values that implements it, in the library or in a notebook cell.
 */
public interface Kernel {

    /**
     * The kernel's value, positive definite as a function of inputs.
     *
     * @param distance Euclidean distance r, at least 0, in units of the inputs
     * @return at most 1
     */
    double at(double distance);

    /** ℓ, the distance over which it falls, more than 0. */
    double lengthScale();

    /** {@code exp(−r² / 2ℓ²)}: infinitely smooth functions (Rasmussen and Williams 2006, equation 4.9). */
    record Rbf(double lengthScale) implements Kernel {

        /** @throws IllegalArgumentException if {@code lengthScale} is not more than 0 */
        public Rbf {
            Check.positive("lengthScale", lengthScale);
        }

        @Override
        public double at(double distance) {
            double z = distance / lengthScale;
            return Math.exp(-z * z / 2);
        }
    }

    /** {@code exp(−r/ℓ)}, Matérn of smoothness 1/2: continuous, nowhere smooth functions (the same, equation 4.18). */
    record Matern12(double lengthScale) implements Kernel {

        /** @throws IllegalArgumentException if {@code lengthScale} is not more than 0 */
        public Matern12 {
            Check.positive("lengthScale", lengthScale);
        }

        @Override
        public double at(double distance) {
            return Math.exp(-distance / lengthScale);
        }
    }

    /** {@code (1 + z) exp(−z)} with {@code z = √3 r/ℓ}, Matérn of smoothness 3/2 (the same, equation 4.17). */
    record Matern32(double lengthScale) implements Kernel {

        /** @throws IllegalArgumentException if {@code lengthScale} is not more than 0 */
        public Matern32 {
            Check.positive("lengthScale", lengthScale);
        }

        @Override
        public double at(double distance) {
            double z = Math.sqrt(3) * distance / lengthScale;
            return (1 + z) * Math.exp(-z);
        }
    }

    /** {@code (1 + z + z²/3) exp(−z)} with {@code z = √5 r/ℓ}, Matérn of smoothness 5/2 (the same, equation 4.17). */
    record Matern52(double lengthScale) implements Kernel {

        /** @throws IllegalArgumentException if {@code lengthScale} is not more than 0 */
        public Matern52 {
            Check.positive("lengthScale", lengthScale);
        }

        @Override
        public double at(double distance) {
            double z = Math.sqrt(5) * distance / lengthScale;
            return (1 + z + z * z / 3) * Math.exp(-z);
        }
    }
}
