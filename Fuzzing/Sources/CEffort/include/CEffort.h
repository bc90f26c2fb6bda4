#ifndef CEFFORT_H
#define CEFFORT_H

#include <stddef.h>
#include <stdint.h>

/// The processor time of this thread, in nanoseconds.
uint64_t effort_nanoseconds(void);

/// All bytes that this process ever asked for on the heap, freed or not; 0 where AddressSanitizer, which counts them, is
/// not linked in.
uint64_t effort_allocated(void);

/// libFuzzer's own mutation of bytes; gives the new count. Linked only into the fuzzer.
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t count, size_t greatest);

#endif
