#pragma once
#include <qrencode.h>
#include <sodium.h>
#include <stdint.h>

/// How often this process has asked for heap memory since it began, by whatever call.
uint64_t measure_allocations(void);

/// A steady clock, in nanoseconds.
uint64_t measure_now(void);

/// Asks for heap memory by malloc, calloc, realloc and posix_memalign, once each, and gives it back.
void measure_allocate_four_times(void);
