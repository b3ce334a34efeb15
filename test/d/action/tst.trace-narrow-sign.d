/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a narrow value is printed with the sign of its type
 */
BEGIN
{
	trace((char)-1); trace(" "); trace((unsigned char)200); trace(" ");
	trace((short)-2); trace(" "); trace((unsigned short)65000);
	exit(0);
}
