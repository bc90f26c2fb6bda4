package mapae;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A trust bundle, kind 6. The list is null where there is none; the status parts are lists and deltas as bytes. */
record Bundle(List<AuthorityRecord> records, TrustList list, List<byte[]> statusParts) {
    static final int FIRST_BYTE = 0x16;
    static final int LENGTH_SIZE = 4;
    static final int MAX_SIZE = 67_108_864;

    private static final int MAX_PARTS = 65_536;
    private static final int VERSION = 1;

    /** Steps 1 and 2 of loading. */
    static Bundle read(byte[] bytes) throws Refused {
        if (bytes.length > 0 && (bytes[0] & 0xff) >>> 4 != VERSION) {
            throw new Refused(Refusal.UNSUPPORTED_VERSION); // TRUST-20
        }
        try {
            return readParts(bytes);
        } catch (Malformed e) {
            throw new Refused(Refusal.MALFORMED);
        }
    }

    /** A part that comes by itself, in a bundle of that one part; any other object as it is. */
    static byte[] around(byte[] object) {
        int firstByte = object[0] & 0xff;
        if (firstByte != Signed.Kind.AUTHORITY_RECORD.firstByte() && firstByte != Signed.Kind.TRUST_LIST.firstByte()
            && !isStatusPart(firstByte)) {
            return object;
        }
        ByteBuffer bundle = ByteBuffer.allocate(1 + LENGTH_SIZE + object.length);
        return bundle.put((byte) FIRST_BYTE).putInt(object.length).put(object).array();
    }

    private static boolean isStatusPart(int firstByte) {
        return firstByte == Signed.Kind.STATUS_LIST.firstByte() || firstByte == StatusDelta.FIRST_BYTE;
    }

    /** TRUST-19. */
    private static Bundle readParts(byte[] bytes) throws Malformed {
        Reader.require(bytes.length <= MAX_SIZE);
        Reader reader = new Reader(bytes);
        reader.expect(FIRST_BYTE);
        List<AuthorityRecord> records = new ArrayList<>();
        TrustList list = null;
        List<byte[]> statusParts = new ArrayList<>();
        int count = 0;
        do {
            Reader.require(++count <= MAX_PARTS);
            long length = reader.u32();
            Reader.require(length >= 1 && length <= reader.left());
            byte[] part = reader.take((int) length);
            int firstByte = part[0] & 0xff;
            if (firstByte == Signed.Kind.AUTHORITY_RECORD.firstByte()) {
                Reader.require(list == null && statusParts.isEmpty());
                AuthorityRecord record = AuthorityRecord.read(part);
                Reader.require(records.isEmpty() || records.get(records.size() - 1).number() < record.number());
                records.add(record);
            } else if (firstByte == Signed.Kind.TRUST_LIST.firstByte()) {
                Reader.require(list == null && statusParts.isEmpty());
                list = TrustList.read(part);
            } else {
                Reader.require(isStatusPart(firstByte));
                statusParts.add(part);
            }
        } while (reader.left() > 0);
        return new Bundle(records, list, statusParts);
    }
}
