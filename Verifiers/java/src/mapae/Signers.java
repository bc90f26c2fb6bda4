package mapae;

import java.util.ArrayList;
import java.util.List;

/** Which keys of a group signed, as bits, and their signatures from bit 0 up. */
record Signers(int bits, List<byte[]> signatures) {
    static Signers read(Reader reader) throws Malformed {
        int bits = reader.u16();
        List<byte[]> signatures = new ArrayList<>();
        for (int i = 0; i < Integer.bitCount(bits); i++) {
            signatures.add(reader.take(Signed.SIGNATURE_SIZE));
        }
        return new Signers(bits, signatures);
    }

    /** Whether bits at or above the count of keys are set. */
    boolean exceed(int keyCount) {
        return bits >>> keyCount != 0;
    }

    /** Exactly the threshold of these keys signed, each with a good signature. */
    boolean reach(int threshold, List<VettedKey> keys, Signed signed, Digest domain) {
        if (signatures.size() != threshold || exceed(keys.size())) {
            return false;
        }
        int next = 0;
        for (int i = 0; i < keys.size(); i++) {
            if ((bits >>> i & 1) == 1 && !signed.isGood(signatures.get(next++), keys.get(i), domain)) {
                return false;
            }
        }
        return true;
    }
}
