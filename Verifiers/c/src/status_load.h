/* Step 12 of loading: status lists and status deltas (status.md). */
#ifndef STATUS_LOAD_H
#define STATUS_LOAD_H

#include "status_held.h"

void status_load(const struct status_load *load, const struct mapae_report *report);

#endif
