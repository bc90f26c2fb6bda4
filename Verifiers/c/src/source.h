/* Reading a source by pages. */
#ifndef SOURCE_H
#define SOURCE_H

#include "bytes.h"
#include "mapae.h"

#define PAGE_SIZE 256u

struct pages {
    struct mapae_source source;
    size_t start; /* of the page that is held */
    size_t held;
    uint8_t page[PAGE_SIZE];
};

struct mapae_source source_of(struct bytes bytes);
struct mapae_source source_part(const struct mapae_source *source, size_t at, size_t length);
void source_read(const struct mapae_source *source, size_t at, uint8_t *to, size_t count);
uint32_t source_u32(const struct mapae_source *source, size_t at);

void pages_open(struct pages *pages, const struct mapae_source *source);
uint8_t pages_byte(struct pages *pages, size_t at);

#endif
