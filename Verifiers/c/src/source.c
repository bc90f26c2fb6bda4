#include "source.h"

#include <string.h>

static void read_memory(const void *context, size_t at, uint8_t *to, size_t count)
{
    memcpy(to, (const uint8_t *)context + at, count);
}

struct mapae_source source_of(struct bytes bytes)
{
    return (struct mapae_source){read_memory, bytes.at, 0, bytes.length};
}

struct mapae_source source_part(const struct mapae_source *source, size_t at, size_t length)
{
    return (struct mapae_source){source->read, source->context, source->at + at, length};
}

void source_read(const struct mapae_source *source, size_t at, uint8_t *to, size_t count)
{
    source->read(source->context, source->at + at, to, count);
}

uint32_t source_u32(const struct mapae_source *source, size_t at)
{
    uint8_t bytes[4];
    source_read(source, at, bytes, sizeof bytes);
    return (uint32_t)number_at(bytes, sizeof bytes);
}

void pages_open(struct pages *pages, const struct mapae_source *source)
{
    pages->source = *source;
    pages->start = 0;
    pages->held = 0;
}

uint8_t pages_byte(struct pages *pages, size_t at)
{
    if (at < pages->start || at - pages->start >= pages->held) {
        size_t left = pages->source.length - (at - at % PAGE_SIZE);
        pages->start = at - at % PAGE_SIZE;
        pages->held = left < PAGE_SIZE ? left : PAGE_SIZE;
        source_read(&pages->source, pages->start, pages->page, pages->held);
    }
    return pages->page[at - pages->start];
}
