/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what does not fit into a string is cut off, without a message
 * @options: -x strsize=8
 */
BEGIN
{
	a = "0123456789";
	self->b = "abcdefghij";
	this->c = "ABCDEFGHIJ";
	d[1] = "klmnopqrst";
	printf("%s %s %s %s\n", a, self->b, this->c, d[1]);
	exit(0);
}
