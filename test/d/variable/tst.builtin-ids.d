/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * epid is the enabling's own, id the probe's
 */
BEGIN { e = epid; i = id; }

BEGIN
{
	printf("%d %d %d\n", epid == e, id == i, id > 0);
	exit(0);
}
