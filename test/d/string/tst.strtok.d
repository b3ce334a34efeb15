/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtok
 */
BEGIN
{
	this->s = strtok("a,b;c", ",;");
	printf("%s\n", this->s);
	this->s = strtok(NULL, ",;");
	printf("%s\n", this->s);
	this->s = strtok(NULL, ",;");
	printf("%s\n", this->s);
	printf("%d\n", strtok(NULL, ",;") == NULL);
	exit(0);
}
