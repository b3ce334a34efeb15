/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Call frame information from anywhere: whatever .eh_frame says, stepping ends and stays in bounds.
 */
#include "driver/user/cfi.c"

static bool load(void *unused, uint64_t address, uint64_t *value)
{
	*value = address * 3;
	return address & 8;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cfi cfi = {.size = size, .address = 0x1000};
	struct cfi_frame frame;

	if (!size)
		return 0;
	cfi.bytes = malloc(size);
	memcpy(cfi.bytes, data, size);
	index_entries(&cfi);
	for (size_t i = 0; i < cfi.count && i < 64; i++) {
		memset(&frame, 1, sizeof(frame));
		frame.known = (1u << CFI_REGISTERS) - 1;
		for (int steps = 0; steps < 4; steps++)
			cfi_step(&cfi, cfi.entries[i].start + steps * cfi.entries[i].size / 4, 0,
				 &frame, load, NULL);
	}
	free(cfi.bytes);
	free(cfi.entries);
	return 0;
}
