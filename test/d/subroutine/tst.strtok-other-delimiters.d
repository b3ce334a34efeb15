/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtok(): each call may have other delimiters
 */
BEGIN
{
	this->a = strtok("key=a,b,c", "=");
	this->b = strtok(NULL, ",");
	this->c = strtok(NULL, "");
	printf("%s|%s|%s\n", this->a, this->b, this->c);
	exit(0);
}
