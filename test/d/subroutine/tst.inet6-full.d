/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inet_ntop(): eight groups, lower case, no leading zeros
 */
BEGIN
{
	this->a = (uint8_t *)alloca(16);
	this->a[0] = 0x20;
	this->a[1] = 0x1;
	this->a[2] = 0xd;
	this->a[3] = 0xb8;
	this->a[4] = 0x0;
	this->a[5] = 0x1;
	this->a[6] = 0x0;
	this->a[7] = 0x2;
	this->a[8] = 0x0;
	this->a[9] = 0x3;
	this->a[10] = 0x0;
	this->a[11] = 0x4;
	this->a[12] = 0x0;
	this->a[13] = 0x5;
	this->a[14] = 0x0;
	this->a[15] = 0x6;
	printf("%s\n", inet_ntop(10, this->a));
	this->a[0] = 0xfe;
	this->a[1] = 0x80;
	this->a[2] = 0xab;
	this->a[3] = 0xcd;
	this->a[4] = 0xef;
	this->a[5] = 0x1;
	this->a[6] = 0x0;
	this->a[7] = 0x1;
	this->a[8] = 0x0;
	this->a[9] = 0x2;
	this->a[10] = 0x0;
	this->a[11] = 0x3;
	this->a[12] = 0x0;
	this->a[13] = 0x4;
	this->a[14] = 0x0;
	this->a[15] = 0x5;
	printf("%s\n", inet_ntop(10, this->a));
	this->a[0] = 0x0;
	this->a[1] = 0x1;
	this->a[2] = 0x0;
	this->a[3] = 0x22;
	this->a[4] = 0x3;
	this->a[5] = 0x33;
	this->a[6] = 0x44;
	this->a[7] = 0x44;
	this->a[8] = 0x0;
	this->a[9] = 0x5;
	this->a[10] = 0x0;
	this->a[11] = 0x6;
	this->a[12] = 0x0;
	this->a[13] = 0x7;
	this->a[14] = 0x0;
	this->a[15] = 0x8;
	printf("%s\n", inet_ntop(10, this->a));
	exit(0);
}
