#include "state.h"

void mapae_open(struct mapae_state *state, const struct mapae_room *room,
                const struct mapae_anchor *anchor)
{
    *state = (struct mapae_state){.room = *room, .anchor = *anchor};
}

bool part_next(struct reader *parts, struct bytes *part)
{
    if (parts->left == 0) {
        return false;
    }
    part->length = (size_t)reader_number(parts, 4);
    part->at = reader_bytes(parts, part->length);
    if (part->length == 0) {
        parts->broken = true;
    }
    return !parts->broken;
}

const uint8_t *part_signature(struct bytes part)
{
    return part.at + part.length - SIGNATURE_SIZE;
}

struct bytes state_records(const struct mapae_state *state)
{
    if (state->records_length == 0) {
        return (struct bytes){NULL, 0};
    }
    return (struct bytes){state->room.trust + 1, state->records_length - 1};
}

struct mapae_source state_status(const struct mapae_state *state,
                                 const struct mapae_issuer *place)
{
    const struct mapae_store *store = &state->room.status;
    return (struct mapae_source){store->read, store->context, place->status_at,
                                 place->status_length};
}
