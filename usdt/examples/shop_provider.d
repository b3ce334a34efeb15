/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What shop.c lets itself be asked. */

provider shop {
	probe order__placed(int id, char *customer);
	probe order__done(int id, uint64_t cents);
	probe idle();
};

#pragma D attributes Evolving/Evolving/Common provider shop provider
#pragma D attributes Evolving/Evolving/Common provider shop name
#pragma D attributes Evolving/Evolving/Common provider shop args
