/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a clause-local variable never assigned
 */
BEGIN
{
	trace(this->nobody);
	exit(0);
}
