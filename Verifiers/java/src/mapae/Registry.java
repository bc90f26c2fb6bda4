package mapae;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The registry's claims and profiles, written out; the self-test compares them with spec/registry. */
final class Registry {
    static final int HOLDER_KEY = 0x62;

    static final int ACCESS = 1;
    static final int VACCINATION = 2;
    static final int TEST = 3;
    static final int TICKET = 4;

    private static final int COMMON = 0;
    private static final int FIRST_PRIVATE_PROFILE = 61440;

    enum Type { TEXT, LATIN, INTEGER, DATE, CODE, COUNTRY, BYTES }

    /** A registered claim; max counts the bytes of a value with a length byte, excludes may be null. */
    record ClaimType(int profile, int tag, String name, Type type, int max, String excludes) {
        /** CLAIM-6: the value keeps type, limit and alphabet. */
        boolean allows(Claims.Claim claim) {
            byte[] value = claim.value();
            return switch (type) {
                case TEXT -> Text.isText(value, max);
                case LATIN -> value.length <= max && value[0] != '<' && isLatin(value);
                case INTEGER, CODE -> true; // CLAIM-9: a code without an entry too
                case DATE -> CalendarDate.of(claim.number()).isPresent();
                case COUNTRY -> isLetter(value[0]) && isLetter(value[1]);
                case BYTES -> value.length == max;
            };
        }

        private static boolean isLatin(byte[] value) {
            for (byte b : value) {
                if (!isLetter(b) && b != '<') {
                    return false;
                }
            }
            return true;
        }

        private static boolean isLetter(byte b) {
            return b >= 'A' && b <= 'Z';
        }
    }

    static final List<ClaimType> CLAIMS = List.of(
        claim(COMMON, 0x40, "birth-date", Type.DATE, 0, "birth-date-text"),
        claim(COMMON, 0x60, "family-name", Type.TEXT, 160, null),
        claim(COMMON, 0x61, "given-name", Type.TEXT, 160, null),
        claim(COMMON, HOLDER_KEY, "holder-key", Type.BYTES, 32, null),
        claim(COMMON, 0x63, "birth-date-text", Type.TEXT, 32, "birth-date"),
        claim(COMMON, 0xe0, "family-name-latin", Type.LATIN, 80, null),
        claim(COMMON, 0xe1, "given-name-latin", Type.LATIN, 80, null),
        claim(COMMON, 0xe2, "issuer-name", Type.TEXT, 128, null),
        claim(COMMON, 0xe3, "document-id", Type.TEXT, 80, null),

        claim(ACCESS, 0x70, "area", Type.TEXT, 64, null),
        claim(ACCESS, 0x71, "role", Type.TEXT, 64, null),

        claim(VACCINATION, 0x10, "disease", Type.CODE, 0, "disease-text"),
        claim(VACCINATION, 0x11, "dose-number", Type.INTEGER, 0, null),
        claim(VACCINATION, 0x12, "series-doses", Type.INTEGER, 0, null),
        claim(VACCINATION, 0x30, "country", Type.COUNTRY, 0, null),
        claim(VACCINATION, 0x31, "product", Type.CODE, 0, "product-text"),
        claim(VACCINATION, 0x50, "dose-date", Type.DATE, 0, null),
        claim(VACCINATION, 0x70, "disease-text", Type.TEXT, 64, "disease"),
        claim(VACCINATION, 0x71, "product-text", Type.TEXT, 64, "product"),
        claim(VACCINATION, 0x93, "vaccine", Type.CODE, 0, "vaccine-text"),
        claim(VACCINATION, 0xb2, "manufacturer", Type.CODE, 0, "manufacturer-text"),
        claim(VACCINATION, 0xf2, "vaccine-text", Type.TEXT, 64, "vaccine"),
        claim(VACCINATION, 0xf3, "manufacturer-text", Type.TEXT, 64, "manufacturer"),

        claim(TEST, 0x10, "disease", Type.CODE, 0, "disease-text"),
        claim(TEST, 0x11, "result", Type.CODE, 0, null),
        claim(TEST, 0x30, "country", Type.COUNTRY, 0, null),
        claim(TEST, 0x50, "sample-date", Type.DATE, 0, null),
        claim(TEST, 0x70, "disease-text", Type.TEXT, 64, "disease"),
        claim(TEST, 0x92, "test-type", Type.CODE, 0, "test-type-text"),
        claim(TEST, 0xf1, "test-type-text", Type.TEXT, 64, "test-type"),
        claim(TEST, 0xf2, "test-centre", Type.TEXT, 80, null),

        claim(TICKET, 0x10, "admits", Type.INTEGER, 0, null),
        claim(TICKET, 0x50, "event-date", Type.DATE, 0, null),
        claim(TICKET, 0x70, "event", Type.TEXT, 80, null),
        claim(TICKET, 0x71, "venue", Type.TEXT, 80, null),
        claim(TICKET, 0x72, "seat", Type.TEXT, 32, null));

    /** The required claims of each registered profile; one of each inner list is enough. */
    static final Map<Integer, List<List<String>>> REQUIRED = Map.of(
        ACCESS, List.of(),
        VACCINATION, List.of(List.of("disease", "disease-text"), List.of("dose-date")),
        TEST, List.of(List.of("disease", "disease-text"), List.of("result")),
        TICKET, List.of(List.of("event")));

    private Registry() {
    }

    static boolean isPrivate(int profile) {
        return profile >= FIRST_PRIVATE_PROFILE;
    }

    static boolean understands(int profile) {
        return REQUIRED.containsKey(profile) || isPrivate(profile);
    }

    /** Whether a tag means what the domain says, in a pass of this profile. */
    static boolean isPrivate(int profile, int tag) {
        int number = tag & 31;
        return number >= 12 && number <= 15 || number >= 28 || isPrivate(profile) && number >= 16;
    }

    static Optional<ClaimType> find(int profile, int tag) {
        return CLAIMS.stream()
            .filter(type -> type.tag() == tag && (type.profile() == COMMON || type.profile() == profile))
            .findFirst();
    }

    /** CLAIM-6 to CLAIM-8. */
    static boolean allows(int profile, Claims claims) {
        Set<String> names = new HashSet<>();
        List<String> excluded = new ArrayList<>();
        for (Claims.Claim claim : claims.all()) {
            Optional<ClaimType> type = find(profile, claim.tag());
            if (type.isEmpty()) {
                continue;
            }
            if (!type.get().allows(claim)) {
                return false; // CLAIM-6
            }
            names.add(type.get().name());
            if (type.get().excludes() != null) {
                excluded.add(type.get().excludes());
            }
        }
        return excluded.stream().noneMatch(names::contains) // CLAIM-7
            && REQUIRED.getOrDefault(profile, List.of()).stream() // CLAIM-8
                .allMatch(either -> either.stream().anyMatch(names::contains));
    }

    private static ClaimType claim(int profile, int tag, String name, Type type, int max, String excludes) {
        return new ClaimType(profile, tag, name, type, max, excludes);
    }
}
