/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a thread-local variable never assigned
 */
BEGIN
{
	trace(self->nobody);
	exit(0);
}
