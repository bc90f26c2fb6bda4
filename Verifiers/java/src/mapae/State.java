package mapae;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a verifier knows of one domain. It is a value; the list is null where none is held. */
record State(Anchor anchor, List<HeldRecord> records, HeldList list, SortedMap<Integer, StatusList> statusLists) {
    /** A record with its keys, vetted. */
    record HeldRecord(AuthorityRecord record, List<VettedKey> roots, List<VettedKey> listKeys) {
    }

    /** A trust list with its keys, vetted, by their numbers. */
    record HeldList(TrustList list, Map<Integer, VettedKey> keys) {
    }

    /** LOAD-1. */
    static State begin(Anchor anchor) {
        return new State(anchor, List.of(), null, new TreeMap<>());
    }

    Digest domain() {
        return anchor.domain();
    }

    Optional<TrustList> trustList() {
        return Optional.ofNullable(list).map(HeldList::list);
    }

    /** Of this state's bytes, which are a bundle again; of no bytes where it holds nothing. */
    Digest digest() {
        MessageDigest sha256 = Digest.sha256();
        if (!records.isEmpty()) {
            sha256.update((byte) Bundle.FIRST_BYTE);
            records.forEach(held -> update(sha256, held.record().signed()));
            trustList().ifPresent(held -> update(sha256, held.signed()));
            statusLists.values().forEach(held -> update(sha256, held.signed()));
        }
        return new Digest(sha256.digest());
    }

    private static void update(MessageDigest sha256, Signed part) {
        sha256.update(ByteBuffer.allocate(Bundle.LENGTH_SIZE).putInt(0, part.bytes().length));
        sha256.update(part.bytes());
    }
}
