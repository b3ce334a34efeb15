/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */

provider narrow {
	probe step(int id, uint64_t big, char *name);
};
