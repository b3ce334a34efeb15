/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What libgreet.so lets itself be asked. */

provider greet {
	probe hello(char *whom, int times);
};
