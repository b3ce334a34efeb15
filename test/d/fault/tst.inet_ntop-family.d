/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inet_ntop(): another address family is an illegal operation
 */
BEGIN
{
	this->a = (uint8_t *)alloca(16);
	printf("%s\n", inet_ntop(3, this->a));
}
BEGIN { exit(0); }
ERROR { printf("fault %d\n", arg4); }
