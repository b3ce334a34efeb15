/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * less stable than -x amin asks for
 * @options: -x amin=Standard/Standard/Common
 */
BEGIN
{
	trace(curthread);
	exit(0);
}
