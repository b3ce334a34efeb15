/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pid probes of a library that the command has not loaded yet
 * @options: -c true
 */
pid$target:libc:exit:entry
{
	printf("%s %s %s %d\n", probemod, probefunc, probename, (int)arg0);
	printf("%d %d %x\n", pid == $target, uregs[R_RDI] == arg0, uregs[R_CS]);
}
