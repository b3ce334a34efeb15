/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * inet_ntoa() and inet_ntop() of IPv4 addresses
 */
BEGIN
{
	this->a = (uint8_t *)alloca(4);
	this->a[0] = 0x7f;
	this->a[1] = 0x0;
	this->a[2] = 0x0;
	this->a[3] = 0x1;
	printf("%s %s\n", inet_ntoa((ipaddr_t *)this->a), inet_ntop(2, this->a));
	this->a[0] = 0x0;
	this->a[1] = 0x0;
	this->a[2] = 0x0;
	this->a[3] = 0x0;
	printf("%s %s\n", inet_ntoa((ipaddr_t *)this->a), inet_ntop(2, this->a));
	this->a[0] = 0xff;
	this->a[1] = 0xff;
	this->a[2] = 0xff;
	this->a[3] = 0xff;
	printf("%s %s\n", inet_ntoa((ipaddr_t *)this->a), inet_ntop(2, this->a));
	this->a[0] = 0xa;
	this->a[1] = 0x0;
	this->a[2] = 0x63;
	this->a[3] = 0x64;
	printf("%s %s\n", inet_ntoa((ipaddr_t *)this->a), inet_ntop(2, this->a));
	exit(0);
}
