/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * keywords are names behind self-> and this->, all at once
 */
BEGIN
{
	self->string = 1;
	self->probe = self->string + 1;
	self->import["key"] = self->probe + 1;
	this->int = self->import["key"] + 1;
	this->if = this->int + 1;
	printf("%d %d %d %d %d\n", self->string, self->probe, self->import["key"], this->int, this->if);
	exit(0);
}
