/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * exit needs a status
 */
BEGIN
{
	exit();
	exit(0);
}
