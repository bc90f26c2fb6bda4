package mapae;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An object as it was received (BASE-3), and how many of its first bytes its signatures cover. */
record Signed(Kind kind, byte[] bytes, int length) {
    static final int SIGNATURE_SIZE = 64;

    private static final int LABEL_SIZE = 16;

    /** The signed kinds of object that a verifier reads. */
    enum Kind {
        PASS(0x11, "mapae1 pass"),
        PRESENTATION(0x12, "mapae1 present"),
        AUTHORITY_RECORD(0x13, "mapae1 authority"),
        TRUST_LIST(0x14, "mapae1 trust"),
        STATUS_LIST(0x15, "mapae1 status");

        private final int firstByte;
        private final String label;

        Kind(int firstByte, String label) {
            this.firstByte = firstByte;
            this.label = label;
        }

        int firstByte() {
            return firstByte;
        }

        private byte[] label() {
            return Arrays.copyOf(label.getBytes(StandardCharsets.US_ASCII), LABEL_SIZE);
        }
    }

    Digest digest() {
        return Digest.of(bytes, length);
    }

    boolean sameAs(Signed other) {
        return Arrays.equals(bytes, 0, length, other.bytes, 0, other.length);
    }

    /** BASE-5: label, domain digest and signed bytes, in this order. */
    boolean isGood(byte[] signature, VettedKey key, Digest domain) {
        return key.verifies(signature, kind.label(), domain.bytes(), Arrays.copyOf(bytes, length));
    }

    /** The signature behind the signed bytes, where there is one and nothing behind it. */
    boolean isGoodBy(VettedKey key, Digest domain) {
        return isGood(Arrays.copyOfRange(bytes, length, bytes.length), key, domain);
    }
}
