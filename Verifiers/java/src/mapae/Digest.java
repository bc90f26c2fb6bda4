package mapae;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest, by which domains and records are named. */
final class Digest {
    static final int SIZE = 32;

    /** What stands in the digest's place under the signatures of a domain's first record. */
    static final Digest ZERO = new Digest(new byte[SIZE]);

    private final byte[] bytes;

    Digest(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a digest has 32 bytes");
        }
        this.bytes = bytes.clone();
    }

    static Digest of(byte[] bytes, int length) {
        MessageDigest sha256 = sha256();
        sha256.update(bytes, 0, length);
        return new Digest(sha256.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The domain tag, where this is a domain digest: its first four bytes. */
    long tag() {
        return (bytes[0] & 0xffL) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
