package mapae;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** What the caller gives of a domain, out of band: its digest, and that of the record to start from. */
record Anchor(Digest domain, Digest record) {
    private static final Pattern TEXT = Pattern.compile("[0-9a-fA-F]{64}(:[0-9a-fA-F]{64})?");

    /** As text for people: 64 hexadecimal digits of either case, or twice 64 with a colon between. */
    static Anchor parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("no anchor");
        }
        int digits = 2 * Digest.SIZE;
        HexFormat hex = HexFormat.of();
        Digest domain = new Digest(hex.parseHex(text, 0, digits));
        Digest record = text.length() == digits ? domain
            : new Digest(hex.parseHex(text, digits + 1, text.length()));
        return new Anchor(domain, record);
    }
}
