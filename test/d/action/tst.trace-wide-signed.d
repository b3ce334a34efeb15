/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a wide value is printed signed whatever its type
 */
BEGIN
{
	trace((unsigned int)-1); trace(" "); trace((uint64_t)-1); trace(" "); trace(-5LL);
	exit(0);
}
