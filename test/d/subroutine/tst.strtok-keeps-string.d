/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtok() leaves its string as it was
 */
BEGIN
{
	s = "a,b";
	this->t = strtok(s, ",");
	printf("%s %s\n", this->t, s);
	exit(0);
}
