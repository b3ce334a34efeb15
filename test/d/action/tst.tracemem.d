/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tracemem
 */
BEGIN
{
	this->p = alloca(20);
	bcopy("ABCDEFGHIJKLMNOPQRS", this->p, 20);
	tracemem(this->p, 20);
	exit(0);
}
