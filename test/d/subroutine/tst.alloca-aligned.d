/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * alloca() is aligned to 8 bytes
 */
BEGIN
{
	this->a = (uintptr_t)alloca(1);
	this->b = (uintptr_t)alloca(3);
	this->c = (uintptr_t)alloca(9);
	printf("%d %d %d\n", this->a & 7, this->b & 7, this->c & 7);
	exit(0);
}
