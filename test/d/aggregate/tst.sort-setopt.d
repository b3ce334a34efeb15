/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sort options may change while tracing
 */
BEGIN
{
	@["b"] = sum(1); @["a"] = sum(2);
	printa(@);
	setopt("aggsortkey"); printa(@);
	setopt("aggsortrev"); printa(@);
	setopt("aggsortkey", "no"); setopt("aggsortrev", "off"); printa(@);
	exit(0);
}
