/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a glob means the same objects and names them by their files
 * @options: -c true
 */
pid$target:libc.so*:exit:entry
{
	printf("%s %s\n", probemod, probefunc);
}

pid$target::exit:entry
{
	printf("%s %s\n", probemod, probefunc);
}

pid$target:libc:exit:entry
{
	printf("%s %s\n", probemod, probefunc);
}
