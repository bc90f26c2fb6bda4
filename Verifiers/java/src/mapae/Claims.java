package mapae;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The claims of a pass, by ascending tags. */
record Claims(List<Claim> all) {
    /** One claim; its identity is its whole tag. */
    record Claim(int tag, byte[] value) {
        boolean isIgnorable() {
            return (tag & 0x80) != 0;
        }

        /** The value as an unsigned integer; of size classes 0 to 2. */
        long number() {
            long number = 0;
            for (byte b : value) {
                number = number << 8 | b & 0xff;
            }
            return number;
        }
    }

    /** 0, 1 and 2 for values of 1, 2 and 3 bytes; 3 for one with a length byte. */
    static int sizeClass(int tag) {
        return tag >>> 5 & 3;
    }

    /** CLAIM-1 to CLAIM-3: reads to the reader's end, where the signature begins. */
    static Claims read(Reader reader) throws Malformed {
        List<Claim> claims = new ArrayList<>();
        int previous = -1;
        while (reader.left() > 0) {
            int tag = reader.u8();
            Reader.require(tag > previous); // CLAIM-2
            int length = sizeClass(tag) == 3 ? reader.u8() : sizeClass(tag) + 1;
            Reader.require(length > 0); // CLAIM-3
            claims.add(new Claim(tag, reader.take(length)));
            previous = tag;
        }
        return new Claims(List.copyOf(claims));
    }

    Optional<Claim> find(int tag) {
        return all.stream().filter(claim -> claim.tag() == tag).findFirst();
    }
}
