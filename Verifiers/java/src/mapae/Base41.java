package mapae;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** How bytes stand in text: a prefix of four characters, and Base41 behind it. */
final class Base41 {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:";
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < DIGITS.length(); i++) {
            VALUES[DIGITS.charAt(i)] = (byte) i;
        }
    }

    private Base41() {
    }

    /** What stands behind the prefix; empty where the text does not begin with it. */
    static Optional<byte[]> behind(String prefix, byte[] text) {
        byte[] expected = prefix.getBytes(StandardCharsets.US_ASCII);
        return text.length >= expected.length && Arrays.equals(text, 0, expected.length, expected, 0, expected.length)
            ? Optional.of(Arrays.copyOfRange(text, expected.length, text.length))
            : Optional.empty();
    }

    static byte[] decode(byte[] digits) throws Malformed {
        int last = digits.length % 3;
        Reader.require(last != 1); // TEXT-4
        int triples = digits.length / 3;
        byte[] bytes = new byte[2 * triples + last / 2];
        for (int i = 0; i < triples; i++) {
            int value = (digit(digits[3 * i]) * 41 + digit(digits[3 * i + 1])) * 41 + digit(digits[3 * i + 2]);
            Reader.require(value <= 0xffff); // TEXT-3
            bytes[2 * i] = (byte) (value >>> 8);
            bytes[2 * i + 1] = (byte) value;
        }
        if (last == 2) {
            int value = digit(digits[3 * triples]) * 41 + digit(digits[3 * triples + 1]);
            Reader.require(value <= 0xff); // TEXT-3
            bytes[2 * triples] = (byte) value;
        }
        return bytes;
    }

    private static int digit(byte character) throws Malformed {
        int value = VALUES[character & 0xff];
        Reader.require(value >= 0); // TEXT-2
        return value;
    }
}
