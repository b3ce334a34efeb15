/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a variable read before anything stored to it
 */
BEGIN
{
	trace(nobody);
	exit(0);
}
