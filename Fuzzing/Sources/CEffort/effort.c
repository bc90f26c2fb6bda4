#include "CEffort.h"

#include <stdatomic.h>
#include <time.h>

uint64_t effort_nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

// There only where AddressSanitizer is linked in.
__attribute__((weak)) int __sanitizer_install_malloc_and_free_hooks(
    void (*malloc_hook)(const volatile void *, size_t), void (*free_hook)(const volatile void *));

static _Atomic uint64_t allocated;

static void count(const volatile void *address, size_t size) {
  (void)address;
  atomic_fetch_add_explicit(&allocated, size, memory_order_relaxed);
}

static void ignore(const volatile void *address) { (void)address; }

__attribute__((constructor)) static void install(void) {
  if (__sanitizer_install_malloc_and_free_hooks) __sanitizer_install_malloc_and_free_hooks(count, ignore);
}

uint64_t effort_allocated(void) { return atomic_load_explicit(&allocated, memory_order_relaxed); }
