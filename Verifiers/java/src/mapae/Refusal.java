package mapae;

import java.util.Locale;

/** Why a bundle, or a status list or delta in it, was not taken. The names are the registry's. */
enum Refusal {
    UNSUPPORTED_VERSION,
    MALFORMED,
    FOREIGN_DOMAIN,
    ANCHOR_MISSING,
    RECORD_CONFLICT,
    RECORD_GAP,
    BAD_KEY,
    BAD_SIGNATURE,
    WRONG_AUTHORITY,
    LIST_MISSING,
    LIST_TOO_LONG,
    ROLLBACK,
    LIST_CONFLICT,
    TIE_DATES,
    TIE_NEXT_KEY,
    TIE_KEY_ENTERED,
    TIE_KEY_CHANGED,
    TIE_WIDENED,
    TIE_STATUS,
    TIE_KEY_LEFT,
    TIE_RULE,
    STATUS_MALFORMED,
    STATUS_FOREIGN_DOMAIN,
    STATUS_KEY_NOT_YET_KNOWN,
    STATUS_KEY_WITHDRAWN,
    STATUS_BAD_SIGNATURE,
    STATUS_KEY_COMPROMISED,
    STATUS_KEY_NOT_FOR_THIS,
    STATUS_OTHER_GENERATION,
    STATUS_TOO_LONG,
    STATUS_ROLLBACK,
    STATUS_CONFLICT,
    STATUS_FIRST_LIVE,
    STATUS_NOT_CONTAINED,
    STATUS_NO_ROOM,
    STATUS_BASE_MISSING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
