/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtok(): one field after another, then NULL
 */
BEGIN
{
	this->a = strtok("one,two;three", ",;");
	this->b = strtok(NULL, ",;");
	this->c = strtok(NULL, ",;");
	this->d = strtok(NULL, ",;");
	printf("%s|%s|%s|%d\n", this->a, this->b, this->c, this->d == NULL);
	exit(0);
}
