package mapae;

import java.nio.ByteBuffer;

/** A status delta, kind 8: what brings one status list of an issuer to a newer one. Nobody signs it. */
record StatusDelta(byte[] bytes, StatusList.Head head, long baseNumber, RevokedSerials added) {
    static final int FIRST_BYTE = 0x18;

    /** STATUS-30 and STATUS-31. */
    static StatusDelta read(byte[] bytes) throws Malformed {
        Reader.require(bytes.length <= StatusList.MAX_SIZE);
        int end = bytes.length - Signed.SIGNATURE_SIZE;
        Reader reader = new Reader(bytes, 0, end);
        reader.expect(FIRST_BYTE);
        StatusList.Head head = StatusList.Head.read(reader);
        long baseNumber = reader.u32();
        Reader.require(baseNumber >= 1 && baseNumber < head.number());
        return new StatusDelta(bytes, head, baseNumber, new RevokedSerials(bytes, reader.at(), end, head.firstLive()));
    }

    /** Steps 5 and 6: the bytes of the newer list. It walks over the serials to count them, and again to write. */
    byte[] listFrom(StatusList base) throws Malformed {
        long count = 0;
        long greatest = Serials.NONE;
        Serials serials = serialsWith(base);
        for (long serial = serials.next(); serial != Serials.NONE; serial = serials.next()) {
            Reader.require(serial > greatest); // STATUS-35
            greatest = serial;
            count++;
        }
        int fixed = 1 + StatusList.Head.SIZE + Signed.SIGNATURE_SIZE;
        byte[] encoded = count == 0
            ? new byte[Integer.BYTES]
            : SerialEncoder.encode(serialsWith(base), head.firstLive(), greatest, count, StatusList.MAX_SIZE - fixed);
        return ByteBuffer.allocate(fixed + encoded.length)
            .put((byte) Signed.Kind.STATUS_LIST.firstByte())
            .put(bytes, 1, StatusList.Head.SIZE)
            .put(encoded)
            .put(bytes, bytes.length - Signed.SIGNATURE_SIZE, Signed.SIGNATURE_SIZE)
            .array();
    }

    private Serials serialsWith(StatusList base) {
        return Serials.merge(Serials.from(head.firstLive(), base.serials().all()), added.all());
    }
}
