/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * @options: -x agghist
 * printa() without a format follows the option, with a format it does not.
 */
BEGIN
{
	@["abcd"] = count();
	printa(@);
	printa("%s=%@d\n", @);
	exit(0);
}
