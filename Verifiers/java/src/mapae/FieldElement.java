package mapae;

import java.math.BigInteger;

/**
 * An element of the field of 2^255 - 19, as ten signed limbs of 26 bits, the least significant first. Sums and
 * differences carry nothing over, so what is multiplied must be a product or a constant, or a sum or difference of two.
 */
final class FieldElement {
    /** The field's prime. */
    static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    private static final int LIMBS = 10;
    private static final int BITS = 26;
    private static final long MASK = (1L << BITS) - 1;
    private static final long FOLD = 19 << 5; // 2^260 is 2^5 times 2^255, which is 19

    private final long[] limbs;

    private FieldElement(long[] limbs) {
        this.limbs = limbs;
    }

    static FieldElement of(BigInteger value) {
        BigInteger reduced = value.mod(P);
        long[] limbs = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            limbs[i] = reduced.shiftRight(BITS * i).longValue() & MASK;
        }
        return new FieldElement(limbs);
    }

    boolean isZero() {
        BigInteger value = BigInteger.ZERO;
        for (int i = LIMBS - 1; i >= 0; i--) {
            value = value.shiftLeft(BITS).add(BigInteger.valueOf(limbs[i]));
        }
        return value.mod(P).signum() == 0;
    }

    FieldElement plus(FieldElement other) {
        long[] sum = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            sum[i] = limbs[i] + other.limbs[i];
        }
        return new FieldElement(sum);
    }

    FieldElement minus(FieldElement other) {
        long[] difference = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            difference[i] = limbs[i] - other.limbs[i];
        }
        return new FieldElement(difference);
    }

    /** Limbs below 2^28 in size give sums of ten products below 2^60. */
    FieldElement times(FieldElement other) {
        long[] wide = new long[2 * LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            long limb = limbs[i];
            for (int j = 0; j < LIMBS; j++) {
                wide[i + j] += limb * other.limbs[j];
            }
        }
        for (int i = 0; i < 2 * LIMBS - 1; i++) {
            wide[i + 1] += wide[i] >> BITS;
            wide[i] &= MASK;
        }
        long[] product = new long[LIMBS];
        long carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            long sum = wide[i] + FOLD * wide[LIMBS + i] + carry;
            product[i] = sum & MASK;
            carry = sum >> BITS;
        }
        product[0] += FOLD * carry;
        return new FieldElement(product);
    }
}
