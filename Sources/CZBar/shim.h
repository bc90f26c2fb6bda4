#include <zbar.h>

/// The format of pictures with one byte of grey a pixel. zbar makes its names of formats with a macro.
static inline unsigned long mapae_zbar_grey(void) { return zbar_fourcc('Y', '8', '0', '0'); }
