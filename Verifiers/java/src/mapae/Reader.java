package mapae;

import java.util.Arrays;

/** Reads fields, big-endian (BASE-1), from a range of bytes and never past its end. */
final class Reader {
    private final byte[] bytes;
    private final int end;
    private int at;

    Reader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    Reader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    int u8() throws Malformed {
        return (int) number(1);
    }

    int u16() throws Malformed {
        return (int) number(2);
    }

    int u24() throws Malformed {
        return (int) number(3);
    }

    long u32() throws Malformed {
        return number(4);
    }

    long u40() throws Malformed {
        return number(5);
    }

    byte[] take(int count) throws Malformed {
        skip(count);
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    /** Steps over bytes that were checked to be there. Nothing is allocated before (SEC-3). */
    void skip(int count) throws Malformed {
        if (count > left()) {
            throw new Malformed();
        }
        at += count;
    }

    void expect(int firstByte) throws Malformed {
        require(u8() == firstByte);
    }

    /** Nothing stands behind the last field (BASE-2). */
    void expectEnd() throws Malformed {
        require(left() == 0);
    }

    static void require(boolean holds) throws Malformed {
        if (!holds) {
            throw new Malformed();
        }
    }

    private long number(int size) throws Malformed {
        skip(size);
        long value = 0;
        for (int i = at - size; i < at; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }
}
