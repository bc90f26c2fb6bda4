/* Mapae version 1: a verifier for small devices.
 *
 * No heap, no stdio, no recursion. All memory comes from the caller, and so do
 * SHA-256 and the Ed25519 equation. Nothing is remembered between two calls.
 *
 *   mapae_open   begins a state from an anchor          trust.md
 *   mapae_load   makes a new state from one and a bundle trust.md, status.md
 *   mapae_judge  gives the verdict on a pass            verification.md
 *   mapae_poster gathers a bundle from several codes    poster.md
 */
#ifndef MAPAE_H
#define MAPAE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- What the device provides ---- */

/* A stretch of a store that is read piece by piece. `read` cannot fail: a
 * device whose store is broken must not judge. */
struct mapae_source {
    void (*read)(const void *context, size_t at, uint8_t *to, size_t count);
    const void *context;
    size_t at;
    size_t length;
};

/* A store for the status lists of a state. */
struct mapae_store {
    void (*read)(const void *context, size_t at, uint8_t *to, size_t count);
    void (*write)(void *context, size_t at, const uint8_t *from, size_t count);
    void *context;
    size_t size;
};

#define MAPAE_HEAD_SIZE 48u /* label and domain digest, in front of what is signed */

struct mapae_platform {
    void (*sha256)(const uint8_t *bytes, size_t length, uint8_t digest[32]);
    /* SIG-5 for the message head || body. The library has vetted the key
     * (SIG-1) and looked at S and R (SIG-3, SIG-4). Read the body from its
     * beginning to its end: that of a delta's list is made as it is read, and
     * to go back is to make it anew. */
    bool (*ed25519)(const uint8_t key[32], const uint8_t signature[64],
                    const uint8_t head[MAPAE_HEAD_SIZE], const struct mapae_source *body);
};

/* ---- States ---- */

#define MAPAE_BUNDLE_MAX 67108864u
#define MAPAE_LIST_MAX 4194304u
#define MAPAE_STATUS_MAX 16777216u
#define MAPAE_RECORD_MAX 3124u

/* With room of these sizes no load ends with MAPAE_NO_MEMORY. */
#define MAPAE_TRUST_ROOM (1u + 255u * (4u + MAPAE_RECORD_MAX) + 4u + MAPAE_LIST_MAX)
#define MAPAE_STATUS_ROOM 50331648u /* STATUS-22 */
#define MAPAE_ISSUERS_ROOM 65535u
#define MAPAE_KEYS_ROOM (MAPAE_LIST_MAX / 41u)

/* Where an issuer stands in the trust list, and its held status list. */
struct mapae_issuer {
    uint32_t at;
    uint32_t status_at;
    uint32_t status_length; /* 0: none is held */
    /* During a load: */
    bool status_brought;  /* it stands in the bundle, not in the store */
    uint32_t delta_at;    /* in the bundle: the delta that was tried; 0: none */
    uint32_t base_length; /* of the list at status_at, where that delta makes the held
                           * one of it; 0: the held list is whole */
};

/* Where a key stands in the trust list, and its issuer's place. */
struct mapae_key {
    uint32_t at;
    uint16_t issuer;
};

/* The memory of one state. */
struct mapae_room {
    uint8_t *trust; /* the authority records and the trust list */
    size_t trust_size;
    struct mapae_store status; /* the status lists */
    struct mapae_issuer *issuers;
    size_t issuers_size;
    struct mapae_key *keys;
    size_t keys_size;
};

struct mapae_list {
    const uint8_t *at;
    size_t length;
    size_t signed_length;
    size_t rules_at;
    const uint8_t *domain_digest;
    uint8_t authority_number;
    uint32_t number;
    uint32_t next_key;
    int64_t issued_at;
    int64_t refresh_after;
    int64_t expires_at;
    size_t issuer_count;
    size_t key_count;
    uint16_t signers;
};

struct mapae_anchor {
    uint8_t domain[32];
    uint8_t record[32];
};

/* One domain. Its bytes, to be kept with the anchor, are trust_length bytes of
 * room.trust and status_length bytes of room.status, one behind the other. */
struct mapae_state {
    struct mapae_room room;
    struct mapae_anchor anchor;
    size_t trust_length;
    size_t records_length; /* up to the end of the last record; 0: no record */
    bool has_list;
    struct mapae_list list;
    size_t status_length;
    size_t status_count;
};

enum mapae_refusal {
    MAPAE_LOADED = 0,
    MAPAE_REFUSED_UNSUPPORTED_VERSION = 1,
    MAPAE_REFUSED_MALFORMED = 2,
    MAPAE_FOREIGN_DOMAIN = 3,
    MAPAE_ANCHOR_MISSING = 4,
    MAPAE_RECORD_CONFLICT = 5,
    MAPAE_RECORD_GAP = 6,
    MAPAE_BAD_KEY = 7,
    MAPAE_REFUSED_BAD_SIGNATURE = 8,
    MAPAE_WRONG_AUTHORITY = 9,
    MAPAE_LIST_MISSING = 10,
    MAPAE_LIST_TOO_LONG = 11,
    MAPAE_ROLLBACK = 12,
    MAPAE_LIST_CONFLICT = 13,
    MAPAE_TIE_DATES = 14,
    MAPAE_TIE_NEXT_KEY = 15,
    MAPAE_TIE_KEY_ENTERED = 16,
    MAPAE_TIE_KEY_CHANGED = 17,
    MAPAE_TIE_WIDENED = 18,
    MAPAE_TIE_STATUS = 19,
    MAPAE_TIE_KEY_LEFT = 20,
    MAPAE_TIE_RULE = 21,
    MAPAE_STATUS_UNSUPPORTED = 32,
    MAPAE_STATUS_MALFORMED = 33,
    MAPAE_STATUS_FOREIGN_DOMAIN = 34,
    MAPAE_STATUS_KEY_NOT_YET_KNOWN = 35,
    MAPAE_STATUS_KEY_WITHDRAWN = 36,
    MAPAE_STATUS_BAD_SIGNATURE = 37,
    MAPAE_STATUS_KEY_COMPROMISED = 38,
    MAPAE_STATUS_KEY_NOT_FOR_THIS = 39,
    MAPAE_STATUS_OTHER_GENERATION = 40,
    MAPAE_STATUS_TOO_LONG = 41,
    MAPAE_STATUS_ROLLBACK = 42,
    MAPAE_STATUS_CONFLICT = 43,
    MAPAE_STATUS_FIRST_LIVE = 44,
    MAPAE_STATUS_NOT_CONTAINED = 45,
    MAPAE_STATUS_NO_ROOM = 46,
    MAPAE_STATUS_BASE_MISSING = 47,
    /* Of no registry: the room that was handed in is too small for this bundle. */
    MAPAE_NO_MEMORY = 255
};

/* Told of each status list or delta that was not taken; n counts both from 1.
 * Of deltas that lacked their base it is told last. */
struct mapae_report {
    void (*refused)(void *context, uint32_t n, enum mapae_refusal refusal);
    void *context;
};

void mapae_open(struct mapae_state *state, const struct mapae_room *room,
                const struct mapae_anchor *anchor);

/* Makes `made` in `room`, which shares no memory with `held`. `held` stays as
 * it is (LOAD-4); of a load that is not MAPAE_LOADED `made` is not to be used. */
enum mapae_refusal mapae_load(const struct mapae_platform *platform,
                              const struct mapae_state *held, const uint8_t *bundle,
                              size_t length, const struct mapae_room *room,
                              struct mapae_state *made, const struct mapae_report *report);

/* ---- Text ---- */

/* Decodes MP1: and Base41. Writes at most `size` bytes and counts all of them;
 * `to` may be where the text stands. Gives MAPAE_LOADED, or the refusal of
 * TEXT-1 or of TEXT-2 to TEXT-4. */
enum mapae_refusal mapae_text(const uint8_t *text, size_t length, uint8_t *to, size_t size,
                              size_t *count);

/* ---- Posters ---- */

#define MAPAE_PART_MAX 634u
#define MAPAE_POSTER_MAX (255u * MAPAE_PART_MAX + 5u) /* 5: a bundle's head around a part by itself */

/* Gathers the parts of one object; all zero before the first part. */
struct mapae_poster {
    uint8_t count; /* 0: no part was read yet */
    uint8_t taken;
    bool conflict; /* POSTER-6 */
    uint8_t digest_prefix[8];
    uint16_t lengths[255]; /* 0: that part is missing (POSTER-7) */
    uint8_t content[MAPAE_POSTER_MAX];
};

enum mapae_part {
    MAPAE_PART_TAKEN, /* now or before */
    MAPAE_PART_OF_ANOTHER,
    MAPAE_PART_NONE, /* the text is no part of a poster */
    MAPAE_PART_CONFLICT
};

enum mapae_part mapae_poster_add(struct mapae_poster *poster, const uint8_t *text, size_t length);

/* The length of the bundle that then stands in `content`; 0 where there is no whole. */
size_t mapae_poster_whole(const struct mapae_platform *platform, struct mapae_poster *poster);

/* ---- Verdicts ---- */

#define MAPAE_PASS_MAX 1024u
#define MAPAE_PRESENTATION_MAX 1127u
#define MAPAE_DEFAULT_AGE 60u

/* A profile of a domain that the door accepts, and its tags for private use:
 * bit tag % 8 of private_tags[tag / 8]. */
struct mapae_scope {
    uint8_t domain[32];
    uint16_t profile;
    uint8_t private_tags[32];
};

struct mapae_policy {
    const struct mapae_scope *scopes;
    size_t scope_count;
    const uint8_t *home; /* a domain digest, or NULL */
    uint32_t size_limit; /* MAPAE_PASS_MAX where none is set */
    uint32_t greatest_age; /* MAPAE_DEFAULT_AGE where none is set */
    const uint8_t *challenge;
    size_t challenge_length; /* 0: none */
    bool bare;
};

/* Both seconds are included; earliest is not above latest. */
struct mapae_clock {
    int64_t earliest;
    int64_t latest;
};

enum mapae_reason {
    MAPAE_ACCEPTED = 0,
    MAPAE_UNSUPPORTED_VERSION = 1,
    MAPAE_DEVICE_LIMIT = 2,
    MAPAE_MALFORMED = 3,
    MAPAE_UNKNOWN_DOMAIN = 4,
    MAPAE_KEY_NOT_YET_KNOWN = 5,
    MAPAE_KEY_WITHDRAWN = 6,
    MAPAE_BAD_SIGNATURE = 7,
    MAPAE_KEY_COMPROMISED = 16,
    MAPAE_KEY_NOT_FOR_THIS = 17,
    MAPAE_NOT_ACCEPTED_HERE = 18,
    MAPAE_REVOKED = 19,
    MAPAE_EXPIRED = 20,
    MAPAE_INVALID_CLAIMS = 21,
    MAPAE_BAD_HOLDER_PROOF = 22,
    MAPAE_RULE_EXPIRED = 23,
    MAPAE_UNSUPPORTED_PROFILE = 32,
    MAPAE_UNSUPPORTED_CLAIM = 33,
    MAPAE_CLOCK_BEHIND = 34,
    MAPAE_PASS_FROM_FUTURE = 35,
    MAPAE_CLOCK_UNCERTAIN = 36,
    MAPAE_TRUST_LIST_EXPIRED = 37,
    MAPAE_HOME_LIST_MISSING = 38,
    MAPAE_UNSUPPORTED_RULE = 39,
    MAPAE_DATE_TOO_COARSE = 40,
    MAPAE_NOT_YET_VALID = 41,
    MAPAE_RULE_NOT_YET_OPEN = 42,
    MAPAE_PRESENTATION_NEEDED = 43,
    MAPAE_WRONG_CHALLENGE = 44,
    MAPAE_PRESENTATION_STALE = 45,
    MAPAE_STATUS_LIST_MISSING = 46,
    MAPAE_STATUS_LIST_EXPIRED = 47
};

enum mapae_outcome { MAPAE_IS_ACCEPTED, MAPAE_IS_UNDECIDED, MAPAE_IS_REJECTED };

struct mapae_verdict {
    enum mapae_outcome outcome;
    enum mapae_reason reason;
    bool authentic; /* VERIFY-23 */
    bool refresh_due;
    bool unknown_claim_ignored;
    bool has_instant;
    int64_t instant;
};

enum mapae_form { MAPAE_BYTES, MAPAE_TEXT };

void mapae_judge(const struct mapae_platform *platform, enum mapae_form form,
                 const uint8_t *input, size_t length, const struct mapae_state *const *states,
                 size_t state_count, const struct mapae_policy *policy,
                 const struct mapae_clock *clock, struct mapae_verdict *verdict);

/* ---- The registries' names ---- */

const char *mapae_reason_name(enum mapae_reason reason);
const char *mapae_refusal_name(enum mapae_refusal refusal);

#endif
