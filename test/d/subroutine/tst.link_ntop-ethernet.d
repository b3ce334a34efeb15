/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * link_ntop(): an Ethernet address
 */
BEGIN
{
	this->a = (uint8_t *)alloca(6);
	this->a[0] = 0x0;
	this->a[1] = 0x1b;
	this->a[2] = 0x21;
	this->a[3] = 0xab;
	this->a[4] = 0xcd;
	this->a[5] = 0xef;
	printf("%s\n", link_ntop(1, this->a));
	exit(0);
}
