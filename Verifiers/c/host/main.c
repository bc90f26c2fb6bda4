/* The host program: speaks the protocol of conformance.md on standard input and
 * output. All its memory is static, and so is all that it lends the library. */

#include "crypto.h"
#include "fields.h"
#include "mapae.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NAME "mapae-c"
#define VERSION "1.0"
#define CAPABILITIES "core,text,presentations,status-lists,deltas,posters"
#define WINDOW 16
#define LINE 268435456u
#define ANSWER 4194304u /* CONF-3 */
#define STATES 8u
#define FIELDS_MAX 13u
#define SCOPES_MAX 65536u
#define TEXTS_MAX 4096u
#define STATUS_PARTS 65536u /* TRUST-19 */

/* ---- Answers ---- */

static char answer[ANSWER];
static size_t answer_length;
static bool answer_too_long;

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
    va_list arguments;
    size_t room = sizeof answer - answer_length;
    va_start(arguments, format);
    int length = vsnprintf(answer + answer_length, room, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length + 1 >= room) {
        answer_too_long = true;
    } else {
        answer_length += (size_t)length;
    }
}

static void say_digest(const struct mapae_state *state)
{
    uint8_t digest[32];
    state_digest(state, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        say("%02x", digest[i]);
    }
}

static void begin_answer(uint32_t id)
{
    answer_length = 0;
    answer_too_long = false;
    say("%" PRIu32 " ", id);
}

static bool fail(uint32_t id, const char *words)
{
    begin_answer(id);
    say("error %s", words);
    return false;
}

static void send_answer(uint32_t id)
{
    if (answer_too_long) {
        fail(id, "the answer is too long for a line");
    }
    answer[answer_length++] = '\n';
    fwrite(answer, 1, answer_length, stdout);
    fflush(stdout); /* CONF-4 */
}

/* ---- States ----
 *
 * A handle is the id of a request. Where a load was refused its handle names
 * the same state as before. */

struct slot {
    struct mapae_state state;
    unsigned uses;
    uint8_t trust[MAPAE_TRUST_ROOM];
    uint8_t status[MAPAE_STATUS_ROOM];
    struct mapae_issuer issuers[MAPAE_ISSUERS_ROOM];
    struct mapae_key keys[MAPAE_KEYS_ROOM];
};

struct handle {
    bool used;
    uint32_t id;
    struct slot *slot;
};

static struct slot slots[STATES];
static struct handle handles[STATES];

static void read_status(const void *context, size_t at, uint8_t *to, size_t count)
{
    memcpy(to, (const uint8_t *)context + at, count);
}

static void write_status(void *context, size_t at, const uint8_t *from, size_t count)
{
    memcpy((uint8_t *)context + at, from, count);
}

static struct mapae_room room_of(struct slot *slot)
{
    return (struct mapae_room){
        slot->trust,   sizeof slot->trust,
        {read_status, write_status, slot->status, sizeof slot->status},
        slot->issuers, MAPAE_ISSUERS_ROOM,
        slot->keys,    MAPAE_KEYS_ROOM,
    };
}

static struct slot *free_slot(void)
{
    for (size_t i = 0; i < STATES; i++) {
        if (slots[i].uses == 0) {
            return &slots[i];
        }
    }
    return NULL;
}

static struct handle *free_handle(void)
{
    for (size_t i = 0; i < STATES; i++) {
        if (!handles[i].used) {
            return &handles[i];
        }
    }
    return NULL;
}

static struct handle *find_handle(struct field field)
{
    uint64_t id;
    if (!field_number(field, UINT64_MAX, &id)) {
        return NULL;
    }
    for (size_t i = 0; i < STATES; i++) {
        if (handles[i].used && handles[i].id == id) {
            return &handles[i];
        }
    }
    return NULL;
}

static void name_slot(struct handle *handle, uint32_t id, struct slot *slot)
{
    *handle = (struct handle){true, id, slot};
    slot->uses++;
}

/* ---- hello, open, drop ---- */

static bool hello(uint32_t id, const struct field *fields)
{
    if (!field_is(fields[0], "1")) {
        return fail(id, "only version 1 of the protocol");
    }
    say("hello 1 %s %s %s %d %u %u", NAME, VERSION, CAPABILITIES, WINDOW, LINE, STATES);
    return true;
}

static bool open_state(uint32_t id, const struct field *fields)
{
    struct entries digests = entries_of(fields[0]);
    struct field domain;
    struct field record;
    struct mapae_anchor anchor;
    entries_next(&digests, ':', &domain);
    if (!field_copy(domain, anchor.domain, sizeof anchor.domain)) {
        return fail(id, "no anchor");
    }
    memcpy(anchor.record, anchor.domain, sizeof anchor.record);
    if (entries_next(&digests, ':', &record) &&
        (digests.more || !field_copy(record, anchor.record, sizeof anchor.record))) {
        return fail(id, "no anchor");
    }
    struct slot *slot = free_slot();
    struct handle *handle = free_handle();
    if (slot == NULL || handle == NULL) {
        return fail(id, "too many states");
    }
    struct mapae_room room = room_of(slot);
    mapae_open(&slot->state, &room, &anchor);
    name_slot(handle, id, slot);
    say("state ");
    say_digest(&slot->state);
    return true;
}

static bool drop(uint32_t id, const struct field *fields)
{
    struct handle *handle = find_handle(fields[0]);
    if (handle == NULL) {
        return fail(id, "no such state");
    }
    handle->slot->uses--;
    handle->used = false;
    say("dropped");
    return true;
}

/* ---- load, poster ---- */

/* By number, as the library tells of them in another order. */
static enum mapae_refusal refusals[STATUS_PARTS + 1];

static void note_refusal(void *context, uint32_t n, enum mapae_refusal refusal)
{
    (void)context;
    refusals[n] = refusal;
}

static void say_refusals(void)
{
    bool some = false;
    for (uint32_t n = 1; n <= STATUS_PARTS; n++) {
        if (refusals[n] != MAPAE_LOADED) {
            say("%s%" PRIu32 ":%s", some ? "," : "", n, mapae_refusal_name(refusals[n]));
            some = true;
        }
    }
    if (!some) {
        say("-");
    }
}

static bool load_bundle(uint32_t id, const struct handle *held, const uint8_t *bundle,
                        size_t length, enum mapae_refusal refusal)
{
    static const struct mapae_report report = {note_refusal, NULL};
    struct slot *slot = free_slot();
    struct handle *handle = free_handle();
    if (slot == NULL || handle == NULL) {
        return fail(id, "too many states");
    }
    memset(refusals, 0, sizeof refusals);
    if (refusal == MAPAE_LOADED) {
        struct mapae_room room = room_of(slot);
        refusal = mapae_load(&openssl_platform, &held->slot->state, bundle, length, &room,
                             &slot->state, &report);
    }
    if (refusal == MAPAE_NO_MEMORY) {
        return fail(id, "no memory");
    }
    if (refusal != MAPAE_LOADED) {
        name_slot(handle, id, held->slot);
        say("refused %s ", mapae_refusal_name(refusal));
        say_digest(&held->slot->state);
        return true;
    }
    name_slot(handle, id, slot);
    say("loaded ");
    say_digest(&slot->state);
    say(" ");
    say_refusals();
    return true;
}

static bool read_form(struct field field, enum mapae_form *form)
{
    *form = field_is(field, "text") ? MAPAE_TEXT : MAPAE_BYTES;
    return *form == MAPAE_TEXT || field_is(field, "bytes");
}

static bool load(uint32_t id, const struct field *fields)
{
    const struct handle *held = find_handle(fields[0]);
    enum mapae_form form;
    uint8_t *input;
    size_t length;
    if (held == NULL) {
        return fail(id, "no such state");
    }
    if (!read_form(fields[1], &form) || !field_bytes(fields[2], &input, &length)) {
        return fail(id, "no input");
    }
    enum mapae_refusal refusal = MAPAE_LOADED;
    if (form == MAPAE_TEXT) { /* LOAD-18 */
        refusal = mapae_text(input, length, input, length, &length);
    }
    return load_bundle(id, held, input, length, refusal);
}

struct text {
    const uint8_t *at;
    size_t length;
    bool done;
};

/* Gathers one poster at a time: that of the first text which is not done yet. */
static size_t gather(struct mapae_poster *poster, struct text *texts, size_t count)
{
    memset(poster, 0, sizeof *poster);
    for (size_t i = 0; i < count; i++) {
        if (!texts[i].done) {
            texts[i].done = mapae_poster_add(poster, texts[i].at, texts[i].length) !=
                            MAPAE_PART_OF_ANOTHER;
        }
    }
    return mapae_poster_whole(&openssl_platform, poster);
}

static bool poster(uint32_t id, const struct field *fields)
{
    static struct text texts[TEXTS_MAX];
    static struct mapae_poster gathered;
    const struct handle *held = find_handle(fields[0]);
    struct entries entries = entries_of(fields[1]);
    struct field entry;
    size_t count = 0;
    if (held == NULL) {
        return fail(id, "no such state");
    }
    while (entries_next(&entries, ',', &entry)) {
        uint8_t *text;
        size_t length;
        if (count == TEXTS_MAX || !field_bytes(entry, &text, &length)) {
            return fail(id, "no texts");
        }
        texts[count++] = (struct text){text, length, false};
    }
    for (size_t first = 0; first < count; first++) {
        if (!texts[first].done) {
            size_t length = gather(&gathered, texts, count);
            if (length > 0) {
                return load_bundle(id, held, gathered.content, length, MAPAE_LOADED);
            }
        }
    }
    struct handle *handle = free_handle();
    if (handle == NULL) {
        return fail(id, "too many states");
    }
    name_slot(handle, id, held->slot);
    say("nothing ");
    say_digest(&held->slot->state);
    return true;
}

/* ---- verify ---- */

static bool read_states(struct field field, const struct mapae_state **states, size_t *count)
{
    struct entries entries = entries_of(field);
    struct field entry;
    *count = 0;
    while (!field_nothing(field) && entries_next(&entries, ',', &entry)) {
        const struct handle *handle = find_handle(entry);
        if (handle == NULL || *count == STATES) {
            return false;
        }
        for (size_t i = 0; i < *count; i++) { /* two states of one domain */
            if (memcmp(states[i]->anchor.domain, handle->slot->state.anchor.domain, 32) == 0) {
                return false;
            }
        }
        states[(*count)++] = &handle->slot->state;
    }
    return true;
}

static bool read_tags(struct field field, uint8_t tags[32])
{
    struct entries entries = entries_of(field);
    struct field entry;
    while (!field_nothing(field) && entries_next(&entries, '+', &entry)) {
        uint8_t tag;
        if (!field_copy(entry, &tag, 1)) {
            return false;
        }
        tags[tag / 8] |= (uint8_t)(1u << tag % 8);
    }
    return true;
}

static bool read_scopes(struct field field, struct mapae_scope *scopes, size_t *count)
{
    struct entries entries = entries_of(field);
    struct field entry;
    *count = 0;
    while (!field_nothing(field) && entries_next(&entries, ',', &entry)) {
        struct entries parts = entries_of(entry);
        struct field domain;
        struct field profile;
        struct field tags;
        uint64_t number;
        if (*count == SCOPES_MAX) {
            return false;
        }
        struct mapae_scope *scope = &scopes[(*count)++];
        *scope = (struct mapae_scope){.profile = 0};
        if (!entries_next(&parts, ':', &domain) ||
            !field_copy(domain, scope->domain, sizeof scope->domain) ||
            !entries_next(&parts, ':', &profile) ||
            !field_number(profile, UINT32_MAX, &number) || number > UINT16_MAX) {
            return false;
        }
        scope->profile = (uint16_t)number;
        if (entries_next(&parts, ':', &tags) &&
            (parts.more || !read_tags(tags, scope->private_tags))) {
            return false;
        }
    }
    return true;
}

/* A number, or `without` where it is not set. */
static bool read_setting(struct field field, uint32_t without, uint64_t max, uint32_t *setting)
{
    uint64_t number = without;
    if (!field_nothing(field) && !field_number(field, UINT64_MAX, &number)) {
        return false;
    }
    *setting = number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
    return number <= max;
}

static bool read_policy(const struct field *fields, struct mapae_policy *policy)
{
    static struct mapae_scope scopes[SCOPES_MAX];
    static uint8_t home[32];
    uint8_t *challenge;
    *policy = (struct mapae_policy){.scopes = scopes};
    if (!read_scopes(fields[0], scopes, &policy->scope_count) ||
        (!field_nothing(fields[1]) && !field_copy(fields[1], home, sizeof home)) ||
        !read_setting(fields[2], MAPAE_PASS_MAX, UINT64_MAX, &policy->size_limit) ||
        !read_setting(fields[3], MAPAE_DEFAULT_AGE, UINT32_MAX, &policy->greatest_age) ||
        !field_bytes(fields[4], &challenge, &policy->challenge_length) ||
        policy->challenge_length > 32) {
        return false;
    }
    policy->home = field_nothing(fields[1]) ? NULL : home;
    policy->challenge = challenge;
    policy->bare = field_is(fields[5], "yes");
    return policy->bare || field_is(fields[5], "no");
}

static void say_verdict(const struct mapae_verdict *verdict)
{
    static const char *const OUTCOMES[] = {
        [MAPAE_IS_ACCEPTED] = "accepted",
        [MAPAE_IS_UNDECIDED] = "undecided",
        [MAPAE_IS_REJECTED] = "rejected",
    };
    say("%s %s %s ", OUTCOMES[verdict->outcome], mapae_reason_name(verdict->reason),
        verdict->authentic ? "authentic" : "not-authentic");
    say("%s%s%s ", verdict->refresh_due ? "refresh-due" : "",
        verdict->refresh_due && verdict->unknown_claim_ignored ? "," : "",
        verdict->unknown_claim_ignored ? "unknown-claim-ignored"
        : verdict->refresh_due         ? ""
                                       : "-");
    if (verdict->has_instant) {
        say("%" PRId64, verdict->instant);
    } else {
        say("-");
    }
}

static bool verify(uint32_t id, const struct field *fields)
{
    const struct mapae_state *states[STATES];
    size_t state_count;
    struct mapae_policy policy;
    struct mapae_clock clock;
    struct mapae_verdict verdict;
    enum mapae_form form;
    uint8_t *input;
    size_t length;
    if (!read_states(fields[0], states, &state_count)) {
        return fail(id, "no such states");
    }
    if (!read_policy(fields + 1, &policy)) {
        return fail(id, "no policy");
    }
    if (!field_time(fields[7], &clock.earliest) || !field_time(fields[8], &clock.latest) ||
        clock.earliest > clock.latest) {
        return fail(id, "no clock reading");
    }
    if (!read_form(fields[9], &form) || !field_bytes(fields[10], &input, &length)) {
        return fail(id, "no input");
    }
    mapae_judge(&openssl_platform, form, input, length, states, state_count, &policy, &clock,
                &verdict);
    say_verdict(&verdict);
    return true;
}

/* ---- Requests ---- */

static const struct {
    const char *verb;
    size_t field_count;
    bool (*answer)(uint32_t id, const struct field *fields);
} VERBS[] = {
    {"hello", 1, hello}, {"open", 1, open_state}, {"load", 3, load},
    {"poster", 2, poster}, {"verify", 11, verify}, {"drop", 1, drop},
};

static void answer_request(struct field line)
{
    struct field fields[FIELDS_MAX];
    size_t count = 0;
    uint64_t id = 0;
    struct entries entries = entries_of(line);
    while (count < FIELDS_MAX && entries_next(&entries, ' ', &fields[count])) {
        count++;
    }
    if (!field_number(fields[0], UINT64_MAX, &id) || id > UINT32_MAX) {
        fail(0, "no id");
        send_answer(0);
        return;
    }
    begin_answer((uint32_t)id);
    bool known = false;
    for (size_t i = 0; i < sizeof VERBS / sizeof VERBS[0] && !known; i++) {
        known = count == VERBS[i].field_count + 2 && !entries.more &&
                field_is(fields[1], VERBS[i].verb);
        if (known) {
            VERBS[i].answer((uint32_t)id, fields + 2);
        }
    }
    if (!known) {
        fail((uint32_t)id, "no such request");
    }
    send_answer((uint32_t)id);
}

/* The next line, without its line feed. One that is too long or holds other
 * characters is cut behind its id: then it is no request, and the answer still
 * has the id. */
static bool read_line(struct field *line)
{
    static char buffer[LINE];
    bool good = true;
    int c;
    *line = (struct field){buffer, 0};
    while ((c = getchar()) != EOF && c != '\n') {
        if (c < 0x20 || c > 0x7e || line->length == LINE - 1) {
            good = false;
        }
        if (good) {
            buffer[line->length++] = (char)c;
        }
    }
    if (!good) {
        char *space = memchr(buffer, ' ', line->length);
        if (space != NULL) {
            line->length = (size_t)(space - buffer);
        }
    }
    return c != EOF || line->length > 0 || !good;
}

int main(void)
{
    struct field line;
    while (read_line(&line)) {
        answer_request(line);
    }
    return 0; /* CONF-5 */
}
