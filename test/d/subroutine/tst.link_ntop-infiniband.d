/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * link_ntop(): the twenty bytes of an InfiniBand address
 */
BEGIN
{
	this->a = (uint8_t *)alloca(20);
	this->a[0] = 0xf0;
	this->a[1] = 0xf1;
	this->a[2] = 0xf2;
	this->a[3] = 0xf3;
	this->a[4] = 0xf4;
	this->a[5] = 0xf5;
	this->a[6] = 0xf6;
	this->a[7] = 0xf7;
	this->a[8] = 0xf8;
	this->a[9] = 0xf9;
	this->a[10] = 0xfa;
	this->a[11] = 0xfb;
	this->a[12] = 0xfc;
	this->a[13] = 0xfd;
	printf("%s\n", link_ntop(32, this->a));
	exit(0);
}
