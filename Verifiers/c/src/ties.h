/* Ties between a held list and a new one (trust.md). */
#ifndef TIES_H
#define TIES_H

#include "mapae.h"

/* The refusal of the first tie that is broken, or MAPAE_LOADED. */
enum mapae_refusal ties_check(const struct mapae_state *held, const struct mapae_state *made);

#endif
