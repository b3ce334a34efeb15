/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * there is no uuid()
 */
BEGIN
{
	trace(uuid());
	exit(0);
}
