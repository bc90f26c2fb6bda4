/* Names, written out from registry/reasons.json and registry/refusals.json. */

#include "mapae.h"

const char *mapae_reason_name(enum mapae_reason reason)
{
    switch (reason) {
    case MAPAE_ACCEPTED: return "-";
    case MAPAE_UNSUPPORTED_VERSION: return "unsupported-version";
    case MAPAE_DEVICE_LIMIT: return "device-limit";
    case MAPAE_MALFORMED: return "malformed";
    case MAPAE_UNKNOWN_DOMAIN: return "unknown-domain";
    case MAPAE_KEY_NOT_YET_KNOWN: return "key-not-yet-known";
    case MAPAE_KEY_WITHDRAWN: return "key-withdrawn";
    case MAPAE_BAD_SIGNATURE: return "bad-signature";
    case MAPAE_KEY_COMPROMISED: return "key-compromised";
    case MAPAE_KEY_NOT_FOR_THIS: return "key-not-for-this";
    case MAPAE_NOT_ACCEPTED_HERE: return "not-accepted-here";
    case MAPAE_REVOKED: return "revoked";
    case MAPAE_EXPIRED: return "expired";
    case MAPAE_INVALID_CLAIMS: return "invalid-claims";
    case MAPAE_BAD_HOLDER_PROOF: return "bad-holder-proof";
    case MAPAE_RULE_EXPIRED: return "rule-expired";
    case MAPAE_UNSUPPORTED_PROFILE: return "unsupported-profile";
    case MAPAE_UNSUPPORTED_CLAIM: return "unsupported-claim";
    case MAPAE_CLOCK_BEHIND: return "clock-behind";
    case MAPAE_PASS_FROM_FUTURE: return "pass-from-future";
    case MAPAE_CLOCK_UNCERTAIN: return "clock-uncertain";
    case MAPAE_TRUST_LIST_EXPIRED: return "trust-list-expired";
    case MAPAE_HOME_LIST_MISSING: return "home-list-missing";
    case MAPAE_UNSUPPORTED_RULE: return "unsupported-rule";
    case MAPAE_DATE_TOO_COARSE: return "date-too-coarse";
    case MAPAE_NOT_YET_VALID: return "not-yet-valid";
    case MAPAE_RULE_NOT_YET_OPEN: return "rule-not-yet-open";
    case MAPAE_PRESENTATION_NEEDED: return "presentation-needed";
    case MAPAE_WRONG_CHALLENGE: return "wrong-challenge";
    case MAPAE_PRESENTATION_STALE: return "presentation-stale";
    case MAPAE_STATUS_LIST_MISSING: return "status-list-missing";
    case MAPAE_STATUS_LIST_EXPIRED: return "status-list-expired";
    }
    return "";
}

const char *mapae_refusal_name(enum mapae_refusal refusal)
{
    switch (refusal) {
    case MAPAE_LOADED: return "-";
    case MAPAE_REFUSED_UNSUPPORTED_VERSION: return "unsupported-version";
    case MAPAE_REFUSED_MALFORMED: return "malformed";
    case MAPAE_FOREIGN_DOMAIN: return "foreign-domain";
    case MAPAE_ANCHOR_MISSING: return "anchor-missing";
    case MAPAE_RECORD_CONFLICT: return "record-conflict";
    case MAPAE_RECORD_GAP: return "record-gap";
    case MAPAE_BAD_KEY: return "bad-key";
    case MAPAE_REFUSED_BAD_SIGNATURE: return "bad-signature";
    case MAPAE_WRONG_AUTHORITY: return "wrong-authority";
    case MAPAE_LIST_MISSING: return "list-missing";
    case MAPAE_LIST_TOO_LONG: return "list-too-long";
    case MAPAE_ROLLBACK: return "rollback";
    case MAPAE_LIST_CONFLICT: return "list-conflict";
    case MAPAE_TIE_DATES: return "tie-dates";
    case MAPAE_TIE_NEXT_KEY: return "tie-next-key";
    case MAPAE_TIE_KEY_ENTERED: return "tie-key-entered";
    case MAPAE_TIE_KEY_CHANGED: return "tie-key-changed";
    case MAPAE_TIE_WIDENED: return "tie-widened";
    case MAPAE_TIE_STATUS: return "tie-status";
    case MAPAE_TIE_KEY_LEFT: return "tie-key-left";
    case MAPAE_TIE_RULE: return "tie-rule";
    case MAPAE_STATUS_UNSUPPORTED: return "status-unsupported";
    case MAPAE_STATUS_MALFORMED: return "status-malformed";
    case MAPAE_STATUS_FOREIGN_DOMAIN: return "status-foreign-domain";
    case MAPAE_STATUS_KEY_NOT_YET_KNOWN: return "status-key-not-yet-known";
    case MAPAE_STATUS_KEY_WITHDRAWN: return "status-key-withdrawn";
    case MAPAE_STATUS_BAD_SIGNATURE: return "status-bad-signature";
    case MAPAE_STATUS_KEY_COMPROMISED: return "status-key-compromised";
    case MAPAE_STATUS_KEY_NOT_FOR_THIS: return "status-key-not-for-this";
    case MAPAE_STATUS_OTHER_GENERATION: return "status-other-generation";
    case MAPAE_STATUS_TOO_LONG: return "status-too-long";
    case MAPAE_STATUS_ROLLBACK: return "status-rollback";
    case MAPAE_STATUS_CONFLICT: return "status-conflict";
    case MAPAE_STATUS_FIRST_LIVE: return "status-first-live";
    case MAPAE_STATUS_NOT_CONTAINED: return "status-not-contained";
    case MAPAE_STATUS_NO_ROOM: return "status-no-room";
    case MAPAE_STATUS_BASE_MISSING: return "status-base-missing";
    case MAPAE_NO_MEMORY: return "no-memory";
    }
    return "";
}
