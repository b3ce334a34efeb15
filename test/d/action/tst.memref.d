/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * memref() is an address and a length
 */
BEGIN
{
	this->m = memref("xyz", 2);
	printf("%d %s", this->m[1], stringof((char *)this->m[0]));
	exit(0);
}
