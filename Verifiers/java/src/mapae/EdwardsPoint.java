package mapae;

import java.math.BigInteger;
import java.util.Optional;

/** A point of edwards25519 in extended coordinates. Nothing here is secret, so nothing is constant-time. */
record EdwardsPoint(FieldElement x, FieldElement y, FieldElement z, FieldElement t) {
    /** The order of the base point. */
    static final BigInteger L =
        BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final BigInteger P = FieldElement.P;
    private static final BigInteger D =
        BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
    private static final FieldElement TWO_D = FieldElement.of(D.shiftLeft(1));
    private static final BigInteger ROOT_OF_MINUS_ONE = BigInteger.TWO.modPow(P.shiftRight(2), P);
    private static final BigInteger ROOT_EXPONENT = P.shiftRight(3); // (P - 5) / 8
    private static final int SIZE = 32;

    /** The point that has this one encoding; empty where there is none, or where its x is 0 (order one or two). */
    static Optional<EdwardsPoint> decode(byte[] bytes) {
        if (bytes.length != SIZE) {
            return Optional.empty();
        }
        BigInteger y = encodedY(bytes);
        if (y.compareTo(P) >= 0) {
            return Optional.empty(); // y has another encoding
        }
        BigInteger u = times(y, y).subtract(BigInteger.ONE);
        BigInteger v = times(times(D, y), y).add(BigInteger.ONE);
        BigInteger v3 = times(times(v, v), v);
        BigInteger power = times(times(u, v3), times(v3, v)).modPow(ROOT_EXPONENT, P); // RFC 8032, 5.1.3
        BigInteger x = times(times(u, v3), power);
        if (!isRoot(x, u, v)) {
            x = times(x, ROOT_OF_MINUS_ONE);
            if (!isRoot(x, u, v)) {
                return Optional.empty(); // not on the curve
            }
        }
        if (x.signum() == 0) {
            return Optional.empty();
        }
        boolean odd = bytes[SIZE - 1] < 0;
        x = x.testBit(0) == odd ? x : P.subtract(x);
        return Optional.of(new EdwardsPoint(FieldElement.of(x), FieldElement.of(y), FieldElement.of(BigInteger.ONE),
            FieldElement.of(times(x, y))));
    }

    /** Whether [L] of this point, which is not the identity, is the identity. */
    boolean hasPrimeOrder() {
        EdwardsPoint product = this;
        for (int bit = L.bitLength() - 2; bit >= 0; bit--) {
            product = product.plus(product);
            if (L.testBit(bit)) {
                product = product.plus(this);
            }
        }
        return product.x.isZero() && product.y.minus(product.z).isZero();
    }

    /** The y of an encoding, not reduced: all bits but the sign bit. */
    static BigInteger encodedY(byte[] bytes) {
        return littleEndian(bytes).clearBit(255);
    }

    static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    /** The formula is complete, so it doubles too. */
    private EdwardsPoint plus(EdwardsPoint other) {
        FieldElement m = y.minus(x).times(other.y.minus(other.x));
        FieldElement n = y.plus(x).times(other.y.plus(other.x));
        FieldElement c = t.times(TWO_D).times(other.t);
        FieldElement d = z.plus(z).times(other.z);
        FieldElement e = n.minus(m);
        FieldElement f = d.minus(c);
        FieldElement g = d.plus(c);
        FieldElement h = n.plus(m);
        return new EdwardsPoint(e.times(f), g.times(h), f.times(g), e.times(h));
    }

    private static boolean isRoot(BigInteger x, BigInteger u, BigInteger v) {
        return times(times(v, x), x).subtract(u).mod(P).signum() == 0;
    }

    private static BigInteger times(BigInteger a, BigInteger b) {
        return a.multiply(b).mod(P);
    }
}
