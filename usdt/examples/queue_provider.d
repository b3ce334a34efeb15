/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What queue.cc lets itself be asked. */

provider queue {
	probe push(int depth, int job);
	probe pop(int depth, int job);
	probe bad__job(int job);
};
