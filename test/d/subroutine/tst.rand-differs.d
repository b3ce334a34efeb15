/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rand() gives other numbers each time, as an int
 */
BEGIN
{
	this->a = rand();
	this->b = rand();
	this->c = rand();
	printf("%d %d\n", this->a == this->b && this->b == this->c, sizeof(rand()));
	exit(0);
}
