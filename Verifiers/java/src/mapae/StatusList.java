package mapae;

/** A status list, kind 5. */
record StatusList(Signed signed, Head head, RevokedSerials serials) {
    static final int MAX_SIZE = 16_777_216;

    /** The fields from domain tag to first live, which a delta has too. */
    record Head(long domainTag, int keyNumber, int generation, long number, long issuedAt, long expiresAt,
                long firstLive) {
        static final int SIZE = 26;

        static Head read(Reader reader) throws Malformed {
            Head head = new Head(reader.u32(), reader.u24(), reader.u8(), reader.u32(), reader.u40(), reader.u40(),
                reader.u32());
            Reader.require(head.number >= 1);
            Reader.require(head.issuedAt < head.expiresAt
                && head.expiresAt - head.issuedAt <= TrustList.MAX_LIFETIME);
            return head;
        }
    }

    /** STATUS-1 to STATUS-3. */
    static StatusList read(byte[] bytes) throws Malformed {
        Reader.require(bytes.length <= MAX_SIZE);
        int signedLength = bytes.length - Signed.SIGNATURE_SIZE;
        Reader reader = new Reader(bytes, 0, signedLength);
        reader.expect(Signed.Kind.STATUS_LIST.firstByte());
        Head head = Head.read(reader);
        RevokedSerials serials = new RevokedSerials(bytes, reader.at(), signedLength, head.firstLive());
        return new StatusList(new Signed(Signed.Kind.STATUS_LIST, bytes, signedLength), head, serials);
    }

    /** STATUS-25: a serial below first live is not looked up. */
    boolean revokes(long serial) {
        return serial >= head.firstLive() && serials.contains(serial);
    }
}
