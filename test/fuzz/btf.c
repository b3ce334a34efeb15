/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Fuzz target of the BTF reader: whatever the bytes, an image is refused or every question about
 * every type in it has an answer, in bounded time and within the image (AddressSanitizer watches).
 * Built with libFuzzer: `make fuzz-btf`; test/lib/types_btf.c asks the same of every damaged byte
 * of a small image.
 */
#include "../lib/types_walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dtrace_hdl *hdl = types_handle_open(DTRACE_O_NOSYS);

	types_walk_image(hdl, data, size);
	types_handle_close(hdl);
	return 0;
}
