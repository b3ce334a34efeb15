/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quiet trace() writes values without padding
 */
BEGIN
{
	printf("\n"); trace((char)1); trace((short)2); trace(3); trace(4LL); trace("five");
	exit(0);
}
