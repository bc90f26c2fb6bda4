package mapae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An authority record, kind 3. Its keys are not vetted yet. */
record AuthorityRecord(Signed signed, int number, Digest domain, long listsUntil, List<byte[]> roots, int rootThreshold,
                       List<byte[]> listKeys, int listThreshold, Signers previous, Signers own) {
    private static final int MAX_KEYS = 16;

    /** TRUST-1 and TRUST-2. */
    static AuthorityRecord read(byte[] bytes) throws Malformed {
        Reader reader = new Reader(bytes);
        reader.expect(Signed.Kind.AUTHORITY_RECORD.firstByte());
        int number = reader.u8();
        Reader.require(number >= 1);
        Digest domain = new Digest(reader.take(Digest.SIZE));
        long issuedAt = reader.u40();
        long listsUntil = reader.u40();
        Reader.require(listsUntil > issuedAt);
        List<byte[]> roots = keys(reader);
        int rootThreshold = threshold(reader, roots);
        List<byte[]> listKeys = keys(reader);
        int listThreshold = threshold(reader, listKeys);
        int signedLength = reader.at();
        Signers previous = Signers.read(reader);
        Reader.require(number == 1 == (previous.bits() == 0));
        Signers own = Signers.read(reader);
        Reader.require(!own.exceed(roots.size()));
        reader.expectEnd();
        Set<byte[]> distinct = new TreeSet<>(Arrays::compareUnsigned);
        distinct.addAll(roots);
        distinct.addAll(listKeys);
        Reader.require(distinct.size() == roots.size() + listKeys.size()); // TRUST-2
        Signed signed = new Signed(Signed.Kind.AUTHORITY_RECORD, bytes, signedLength);
        return new AuthorityRecord(signed, number, domain, listsUntil, roots, rootThreshold, listKeys, listThreshold,
            previous, own);
    }

    /** LOAD-5: record 1 makes the domain, each other names it. */
    boolean isOf(Digest domainDigest) {
        return (number == 1 ? signed.digest() : domain).equals(domainDigest);
    }

    private static List<byte[]> keys(Reader reader) throws Malformed {
        int count = reader.u8();
        Reader.require(count >= 1 && count <= MAX_KEYS);
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(reader.take(VettedKey.SIZE));
        }
        return keys;
    }

    private static int threshold(Reader reader, List<byte[]> keys) throws Malformed {
        int threshold = reader.u8();
        Reader.require(threshold >= 1 && threshold <= keys.size());
        return threshold;
    }
}
