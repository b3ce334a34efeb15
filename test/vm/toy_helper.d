/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What a frame of enter() in toy.c means: behind its call stand leave and ret. The mark alone may be what an
 * earlier call left on the stack. */

dtrace:helper:ustack:
/arg1 != 0 && *(uint16_t *)copyin(arg0, 2) == 0xc3c9 && *(uint64_t *)copyin(arg1 - 16, 8) == 0x544f5921/
{
	this->call = *(uint64_t *)copyin(arg1 - 8, 8);
	this->name = *(uint64_t *)copyin(this->call + 8, 8);
	this->line = *(int32_t *)copyin(this->call + 16, 4);
	strjoin("@", strjoin(copyinstr(this->name), strjoin(":", lltostr(this->line))));
}
