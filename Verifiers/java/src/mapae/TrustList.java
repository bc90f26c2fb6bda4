package mapae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A trust list, kind 4: issuers by id, and their keys by number. The keys are not vetted yet. */
record TrustList(Signed signed, Digest domain, int authorityNumber, long number, long nextKeyNumber, long issuedAt,
                 long refreshAfter, long expiresAt, SortedMap<Integer, Issuer> issuers, SortedMap<Integer, Key> keys,
                 List<Rule> rules, Signers signers) {
    static final int MAX_SIZE = 4_194_304;
    static final long MAX_LIFETIME = 34_560_000;

    private static final long MAX_NEXT_KEY_NUMBER = 1 << 24;
    private static final int MAX_NAME = 128;

    /** An issuer. A demand of 0 is none. */
    record Issuer(int id, Set<Integer> profiles, int statusGeneration, long statusDemand) {
    }

    /** A key of an issuer. */
    record Key(int number, int issuer, byte[] publicKey, boolean forStatus, boolean compromised, long acceptUntil) {
    }

    /** TRUST-9 to TRUST-11. */
    static TrustList read(byte[] bytes) throws Malformed {
        Reader.require(bytes.length <= MAX_SIZE);
        Reader reader = new Reader(bytes);
        reader.expect(Signed.Kind.TRUST_LIST.firstByte());
        Digest domain = new Digest(reader.take(Digest.SIZE));
        int authorityNumber = reader.u8();
        long number = reader.u32();
        Reader.require(authorityNumber >= 1 && number >= 1);
        long nextKeyNumber = reader.u32();
        Reader.require(nextKeyNumber <= MAX_NEXT_KEY_NUMBER);
        long issuedAt = reader.u40();
        long refreshAfter = reader.u40();
        long expiresAt = reader.u40();
        Reader.require(issuedAt < expiresAt && expiresAt - issuedAt <= MAX_LIFETIME);
        Reader.require(issuedAt <= refreshAfter && refreshAfter <= expiresAt);

        SortedMap<Integer, Issuer> issuers = new TreeMap<>();
        SortedMap<Integer, Key> keys = new TreeMap<>();
        Set<byte[]> publicKeys = new TreeSet<>(Arrays::compareUnsigned);
        int issuerCount = reader.u16();
        for (int i = 0; i < issuerCount; i++) {
            Issuer issuer = issuer(reader);
            Reader.require(issuers.isEmpty() || issuers.lastKey() < issuer.id());
            issuers.put(issuer.id(), issuer);
            boolean demandNeeded = issuer.statusGeneration() > 0;
            int keyCount = reader.u16();
            int previous = -1;
            for (int k = 0; k < keyCount; k++) {
                Key key = key(reader, issuer.id());
                Reader.require(previous < key.number() && key.number() < nextKeyNumber);
                previous = key.number();
                Reader.require(keys.put(key.number(), key) == null && publicKeys.add(key.publicKey())); // TRUST-10
                demandNeeded |= key.forStatus() && key.compromised();
            }
            Reader.require(!demandNeeded || issuer.statusDemand() > 0); // TRUST-11
        }

        List<Rule> rules = new ArrayList<>();
        int ruleCount = reader.u8();
        for (int i = 0; i < ruleCount; i++) {
            Rule rule = Rule.read(reader);
            Reader.require(rules.isEmpty() || Arrays.compareUnsigned(rules.get(i - 1).bytes(), rule.bytes()) < 0);
            rules.add(rule);
        }
        int signedLength = reader.at();
        Signers signers = Signers.read(reader);
        Reader.require(signers.bits() != 0);
        reader.expectEnd();
        return new TrustList(new Signed(Signed.Kind.TRUST_LIST, bytes, signedLength), domain, authorityNumber, number,
            nextKeyNumber, issuedAt, refreshAfter, expiresAt, issuers, keys, rules, signers);
    }

    Issuer issuerOf(Key key) {
        return issuers.get(key.issuer());
    }

    private static Issuer issuer(Reader reader) throws Malformed {
        int id = reader.u16();
        Reader.require(Text.isText(reader.take(reader.u8()), MAX_NAME));
        TreeSet<Integer> profiles = new TreeSet<>();
        int profileCount = reader.u8();
        for (int i = 0; i < profileCount; i++) {
            int profile = reader.u16();
            Reader.require(profiles.isEmpty() || profiles.last() < profile);
            profiles.add(profile);
        }
        return new Issuer(id, profiles, reader.u8(), reader.u32());
    }

    private static Key key(Reader reader, int issuer) throws Malformed {
        int number = reader.u24();
        byte[] publicKey = reader.take(VettedKey.SIZE);
        int flags = reader.u8();
        Reader.require(flags <= 3);
        return new Key(number, issuer, publicKey, (flags & 1) != 0, (flags & 2) != 0, reader.u40());
    }
}
