/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What test/vm/plocks.c does to its locks, each event with its lock's address and its argument.
 */
#pragma D option quiet

plockstat$target:::mutex-acquire, plockstat$target:::mutex-release, plockstat$target:::mutex-block,
plockstat$target:::mutex-spin, plockstat$target:::mutex-error,
plockstat$target:::rw-acquire, plockstat$target:::rw-release, plockstat$target:::rw-block,
plockstat$target:::rw-error
{
	@[arg0, probename, arg1] = count();
}

END
{
	printa("%#x %s %d %@d\n", @);
}
