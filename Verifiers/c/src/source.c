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

bool source_same(const struct mapae_source *a, const struct mapae_source *b)
{
    uint8_t page_a[PAGE_SIZE];
    uint8_t page_b[PAGE_SIZE];
    if (a->length != b->length) {
        return false;
    }
    for (size_t at = 0; at < a->length; at += PAGE_SIZE) {
        size_t count = a->length - at < PAGE_SIZE ? a->length - at : PAGE_SIZE;
        source_read(a, at, page_a, count);
        source_read(b, at, page_b, count);
        if (!same(page_a, page_b, count)) {
            return false;
        }
    }
    return true;
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

uint32_t pages_u32(struct pages *pages, size_t at)
{
    uint32_t number = 0;
    for (size_t i = 0; i < 4; i++) {
        number = number << 8 | pages_byte(pages, at + i);
    }
    return number;
}
