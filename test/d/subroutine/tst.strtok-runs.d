/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtok(): delimiters at the start, in runs and at the end make no empty field
 */
BEGIN
{
	this->a = strtok("//usr///lib/", "/");
	this->b = strtok(NULL, "/");
	printf("%s|%s|%d\n", this->a, this->b, strtok(NULL, "/") == NULL);
	exit(0);
}
