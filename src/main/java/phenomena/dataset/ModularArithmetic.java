package phenomena.dataset;

import java.math.BigInteger;
import java.util.Objects;

/**
 * Arithmetic modulo m, the tables of Power et al. 2022 (arXiv:2201.02177, appendix), who take the prime 97; Nanda
 * et al. 2023 (arXiv:2301.05217) take addition modulo 113. What is drawn by a seed, and how, says {@link OperationTable}.
 *
 * <p>Operands and results are the residues 0 … m − 1, zero among them, so a table has m² entries. That of division has
 * m (m − 1): it leaves b = 0 out, as the paper's does. Multiplication keeps the zeros, as the paper's code does; where m
 * is prime, 0 is the result of 2m − 1 entries, any other residue of m − 1.
 *
 * <p>The number of training examples is rounded, half an entry upwards. Papers differ by one entry: half of 97² is 4,705
 * here and 4,704 in the code of Power et al., 30% of 113² is 3,831 here and 3,830 in that of Nanda et al.
 *
 * @param operation what is computed
 * @param modulus m, in [2, 1000]; prime for {@link Operation#DIVIDE}
 * @param trainFraction the fraction of the table's entries to train on, in (0, 1)
 */
public record ModularArithmetic(Operation operation, int modulus, double trainFraction) implements OperationTable {

    /** What is computed of a and b, modulo m. */
    public enum Operation {
        /** a + b. */
        ADD,

        /** a − b. */
        SUBTRACT,

        /** a · b. */
        MULTIPLY,

        /** a / b = a · b⁻¹: the x with x · b = a. */
        DIVIDE,

        /**
         * a² + ab + b². It commutes but is no group. Where m is a prime that leaves 1 when divided by 3, as 97 does, 0 is
         * the result of 2m − 1 entries and any other residue of m − 1; where it leaves 2, as 113 does, 0 is the result of
         * (0, 0) alone and any other of m + 1. Where 3 divides m, or the square of a prime that leaves 2, there are
         * residues that no entry has as its result.
         */
        QUADRATIC_FORM
    }

    private static final int LARGEST = 1000;

    /** @throws IllegalArgumentException if a value is outside its range, or division's modulus is not prime */
    public ModularArithmetic {
        Objects.requireNonNull(operation, "operation must be given, got null");
        Counts.require("modulus", modulus, 2, LARGEST, "a table of 1000000 entries");
        if (operation == Operation.DIVIDE && !BigInteger.valueOf(modulus).isProbablePrime(100)) {
            throw new IllegalArgumentException("modulus must be prime for DIVIDE, since all but 0 must have an inverse,"
                    + " got " + modulus + "; take for instance 97 or 113");
        }
        Counts.trainCount(trainFraction, modulus * (operation == Operation.DIVIDE ? modulus - 1 : modulus));
    }

    @Override
    public int symbols() {
        return modulus;
    }

    @Override
    public boolean hasResult(int a, int b) {
        return OperationTable.super.hasResult(a, b) && (operation != Operation.DIVIDE || b != 0);
    }

    @Override
    public int result(int a, int b) {
        Counts.requireEntry(this, a, b);
        int value =
                switch (operation) {
                    case ADD -> a + b;
                    case SUBTRACT -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> a * inverse(b);
                    case QUADRATIC_FORM -> a * a + a * b + b * b;
                };
        return Math.floorMod(value, modulus);
    }

    private int inverse(int b) {
        return BigInteger.valueOf(b).modInverse(BigInteger.valueOf(modulus)).intValue();
    }

    @Override
    public ModularArithmetic withTrainFraction(double trainFraction) {
        return new ModularArithmetic(operation, modulus, trainFraction);
    }
}
