/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inet_ntop(): an IPv4 address in IPv6 has its dots
 */
BEGIN
{
	this->a = (uint8_t *)alloca(16);
	this->a[0] = 0x0;
	this->a[1] = 0x0;
	this->a[2] = 0x0;
	this->a[3] = 0x0;
	this->a[4] = 0x0;
	this->a[5] = 0x0;
	this->a[6] = 0x0;
	this->a[7] = 0x0;
	this->a[8] = 0x0;
	this->a[9] = 0x0;
	this->a[10] = 0xff;
	this->a[11] = 0xff;
	this->a[12] = 0xc0;
	this->a[13] = 0x0;
	this->a[14] = 0x2;
	this->a[15] = 0x80;
	printf("%s\n", inet_ntop(10, this->a));
	this->a[0] = 0x0;
	this->a[1] = 0x0;
	this->a[2] = 0x0;
	this->a[3] = 0x0;
	this->a[4] = 0x0;
	this->a[5] = 0x0;
	this->a[6] = 0x0;
	this->a[7] = 0x0;
	this->a[8] = 0x0;
	this->a[9] = 0x0;
	this->a[10] = 0xff;
	this->a[11] = 0xff;
	this->a[12] = 0x0;
	this->a[13] = 0x0;
	this->a[14] = 0x0;
	this->a[15] = 0x0;
	printf("%s\n", inet_ntop(10, this->a));
	this->a[0] = 0x0;
	this->a[1] = 0x0;
	this->a[2] = 0x0;
	this->a[3] = 0x0;
	this->a[4] = 0x0;
	this->a[5] = 0x0;
	this->a[6] = 0x0;
	this->a[7] = 0x0;
	this->a[8] = 0x0;
	this->a[9] = 0x0;
	this->a[10] = 0x0;
	this->a[11] = 0x0;
	this->a[12] = 0x1;
	this->a[13] = 0x2;
	this->a[14] = 0x3;
	this->a[15] = 0x4;
	printf("%s\n", inet_ntop(10, this->a));
	exit(0);
}
