package mapae;

/** A presentation, kind 2: a pass, wrapped and signed by its holder's device. */
record Presentation(Signed signed, long presentedAt, byte[] challenge, Pass pass) {
    static final int MIN_SIZE = 162;
    static final int MAX_SIZE = 1127;
    static final int MAX_CHALLENGE = 32;

    /** The most bytes that a presentation adds to its pass. */
    static final int MAX_OVERHEAD = MAX_SIZE - Pass.MAX_SIZE;

    static Presentation read(byte[] bytes) throws Malformed {
        Reader.require(bytes.length >= MIN_SIZE && bytes.length <= MAX_SIZE); // PRESENT-1
        int signedLength = bytes.length - Signed.SIGNATURE_SIZE;
        Reader reader = new Reader(bytes, 0, signedLength);
        reader.expect(Signed.Kind.PRESENTATION.firstByte());
        long presentedAt = reader.u40();
        int challengeLength = reader.u8();
        Reader.require(challengeLength <= MAX_CHALLENGE); // PRESENT-2
        byte[] challenge = reader.take(challengeLength);
        Pass pass = Pass.read(reader.take(reader.left())); // PRESENT-3
        Signed signed = new Signed(Signed.Kind.PRESENTATION, bytes, signedLength);
        return new Presentation(signed, presentedAt, challenge, pass);
    }

    /** PRESENT-4 and PRESENT-5. */
    boolean isProven(Digest domain) {
        return pass.holderKey().flatMap(VettedKey::vet).map(key -> signed.isGoodBy(key, domain)).orElse(false);
    }

    /** Whether it was made just now; written so that no clock reading overflows. */
    boolean isFresh(long latest, long greatestAge) {
        return presentedAt <= latest && latest < presentedAt + greatestAge;
    }
}
