/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What a frame of enter() in toy.c means, by where that function is. The mark alone may be what an earlier call
 * left on the stack; it is read from the program. */

extern uint64_t a.out`mark;

dtrace:helper:ustack:
/arg1 != 0 && arg0 - (uintptr_t)&a.out`enter < 32 && *(uint64_t *)copyin(arg1 - 16, 8) == a.out`mark/
{
	this->call = *(uint64_t *)copyin(arg1 - 8, 8);
	this->name = *(uint64_t *)copyin(this->call + 8, 8);
	this->line = *(int32_t *)copyin(this->call + 16, 4);
	strjoin("@", strjoin(copyinstr(this->name), strjoin(":", lltostr(this->line))));
}
