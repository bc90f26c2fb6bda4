package mapae;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in objects. */
final class Text {
    /** First and last code point of each forbidden range; the ends of the planes are not among them. */
    private static final int[][] FORBIDDEN = {
        {0x0000, 0x001f}, {0x007f, 0x009f},
        {0x00ad, 0x00ad}, {0x180e, 0x180e}, {0x200b, 0x200b}, {0x2060, 0x2064}, {0xfeff, 0xfeff},
        {0x061c, 0x061c}, {0x200e, 0x200f}, {0x202a, 0x202e}, {0x2066, 0x206f},
        {0x2028, 0x2029},
        {0xfff9, 0xfffb},
        {0xfdd0, 0xfdef},
        {0xe0000, 0xe007f},
    };

    private Text() {
    }

    /** BASE-7. A new decoder of Java reports overlong forms, surrogates and values above U+10FFFF. */
    static boolean isText(byte[] bytes, int max) {
        if (bytes.length == 0 || bytes.length > max) {
            return false;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).codePoints()
                .noneMatch(Text::isForbidden);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isForbidden(int codePoint) {
        if ((codePoint & 0xfffe) == 0xfffe) {
            return true;
        }
        for (int[] range : FORBIDDEN) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
