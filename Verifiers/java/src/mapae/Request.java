package mapae;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A line, read field by field. Its long field is never made a string. */
final class Request {
    private static final byte[] NIBBLES = new byte[256];

    static {
        Arrays.fill(NIBBLES, (byte) -1);
        for (int i = 0; i < 16; i++) {
            NIBBLES["0123456789abcdef".charAt(i)] = (byte) i;
        }
    }

    private final byte[] line;
    private final int end;
    private int at;

    Request(byte[] line, int length) {
        this.line = line;
        this.end = length;
        for (int i = 0; i < length; i++) {
            require(line[i] >= 0x20 && line[i] <= 0x7e);
        }
    }

    String next() {
        int from = at;
        int to = endOfField();
        require(to > from);
        return new String(line, from, to - from, StandardCharsets.US_ASCII);
    }

    byte[] nextBytes() {
        int from = at;
        return bytes(line, from, endOfField());
    }

    /** A list whose entries are bytes. */
    List<byte[]> nextByteLists() {
        int from = at;
        int to = endOfField();
        List<byte[]> entries = new ArrayList<>();
        if (isNothing(line, from, to)) {
            return entries;
        }
        int entry = from;
        for (int i = from; i <= to; i++) {
            if (i == to || line[i] == ',') {
                entries.add(bytes(line, entry, i));
                entry = i + 1;
            }
        }
        return entries;
    }

    /** Nothing stands behind the last field. */
    void end() {
        require(at > end);
    }

    static byte[] hex(String digits) {
        byte[] ascii = digits.getBytes(StandardCharsets.US_ASCII);
        return bytes(ascii, 0, ascii.length);
    }

    /** Bytes in hexadecimal, in lower case; no bytes are a hyphen. */
    private static byte[] bytes(byte[] digits, int from, int to) {
        if (isNothing(digits, from, to)) {
            return new byte[0];
        }
        int count = to - from;
        require(count > 0 && count % 2 == 0);
        byte[] bytes = new byte[count / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = NIBBLES[digits[from + 2 * i]];
            int low = NIBBLES[digits[from + 2 * i + 1]];
            require(high >= 0 && low >= 0);
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    private static boolean isNothing(byte[] digits, int from, int to) {
        return to - from == 1 && digits[from] == '-';
    }

    /** Goes behind the field and its space. */
    private int endOfField() {
        require(at <= end);
        int to = at;
        while (to < end && line[to] != ' ') {
            to++;
        }
        at = to + 1;
        return to;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no request of this form");
        }
    }
}
