package mapae;

import java.util.Optional;

/** A pass, kind 1. */
record Pass(Signed signed, long domainTag, int keyNumber, int profile, long serial, long issuedAt, long start, long end,
            Claims claims) {
    static final int MIN_SIZE = 91;
    static final int MAX_SIZE = 1024;

    static Pass read(byte[] bytes) throws Malformed {
        Reader.require(bytes.length >= MIN_SIZE && bytes.length <= MAX_SIZE); // PASS-1
        int signedLength = bytes.length - Signed.SIGNATURE_SIZE;
        Reader reader = new Reader(bytes, 0, signedLength);
        reader.expect(Signed.Kind.PASS.firstByte());
        long domainTag = reader.u32();
        int keyNumber = reader.u24();
        int profile = reader.u16();
        long serial = reader.u32();
        long issuedAt = reader.u40();
        long start = issuedAt + reader.u32();
        long lifetime = reader.u32();
        Reader.require(lifetime > 0); // PASS-2
        Claims claims = Claims.read(reader);
        Signed signed = new Signed(Signed.Kind.PASS, bytes, signedLength);
        return new Pass(signed, domainTag, keyNumber, profile, serial, issuedAt, start, start + lifetime, claims);
    }

    /** The public key of the holder's device, not vetted; empty where the pass is not bound. */
    Optional<byte[]> holderKey() {
        return claims.find(Registry.HOLDER_KEY).map(Claims.Claim::value);
    }
}
