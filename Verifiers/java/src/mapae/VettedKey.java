package mapae;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** An Ed25519 public key that SIG-1 lets pass. Only such a key can check a signature. */
final class VettedKey {
    private static final String ALGORITHM = "Ed25519";
    static final int SIZE = 32;

    private static final int HALF = Signed.SIGNATURE_SIZE / 2;

    private final byte[] bytes;
    private final PublicKey key;

    private VettedKey(byte[] bytes, PublicKey key) {
        this.bytes = bytes;
        this.key = key;
    }

    /** SIG-1; empty where the key must not be used. */
    static Optional<VettedKey> vet(byte[] bytes) {
        if (!EdwardsPoint.decode(bytes).map(EdwardsPoint::hasPrimeOrder).orElse(false)) {
            return Optional.empty();
        }
        boolean xIsOdd = bytes[SIZE - 1] < 0;
        EdECPoint point = new EdECPoint(xIsOdd, EdwardsPoint.encodedY(bytes));
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
            return Optional.of(new VettedKey(bytes.clone(), key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform refuses a vetted key", e);
        }
    }

    boolean isKeyOf(byte[] other) {
        return Arrays.equals(bytes, other);
    }

    /**
     * SIG-2 to SIG-5. The platform compares [S]B with R + [k]A as points, without the cofactor. That is SIG-5 for
     * an R that is its point's one encoding, which is checked here, as the platform takes the identity with either
     * sign bit.
     */
    boolean verifies(byte[] signature, byte[]... message) {
        if (signature.length != Signed.SIGNATURE_SIZE) {
            return false; // SIG-2
        }
        byte[] r = Arrays.copyOf(signature, HALF);
        byte[] s = Arrays.copyOfRange(signature, HALF, signature.length);
        if (EdwardsPoint.littleEndian(s).compareTo(EdwardsPoint.L) >= 0) {
            return false; // SIG-3
        }
        BigInteger y = EdwardsPoint.encodedY(r);
        if (y.compareTo(FieldElement.P) >= 0 || y.equals(BigInteger.ONE)) {
            return false; // SIG-4, and SIG-5 for encodings that are not canonical
        }
        try {
            Signature verification = Signature.getInstance(ALGORITHM);
            verification.initVerify(key);
            for (byte[] part : message) {
                verification.update(part);
            }
            return verification.verify(signature);
        } catch (SignatureException e) {
            return false; // R is no point of the curve
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform refuses a vetted key", e);
        }
    }
}
