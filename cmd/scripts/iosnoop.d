#!/usr/sbin/dtrace -s
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * iosnoop.d: each request to a block device when it has ended: who asked for it, how long it took.
 */
#pragma D option quiet
#pragma D option switchrate=10hz

dtrace:::BEGIN
{
	printf("%6s %7s %1s %10s %8s %9s %-8s %-16s %s\n", "UID", "PID", "D", "BLOCK", "SIZE",
	    "US", "DEVICE", "COMMAND", "FILE");
}

io:::start
{
	began[args[0]->b_edev, args[0]->b_blkno] = timestamp;
	who[args[0]->b_edev, args[0]->b_blkno] = pid;
	user[args[0]->b_edev, args[0]->b_blkno] = uid;
	what[args[0]->b_edev, args[0]->b_blkno] = execname;
}

io:::done
/began[args[0]->b_edev, args[0]->b_blkno]/
{
	printf("%6d %7d %1s %10d %8d %9d %-8s %-16s %s\n", user[args[0]->b_edev, args[0]->b_blkno],
	    who[args[0]->b_edev, args[0]->b_blkno], args[0]->b_flags & B_READ ? "R" : "W",
	    args[0]->b_blkno, args[0]->b_bcount,
	    (timestamp - began[args[0]->b_edev, args[0]->b_blkno]) / 1000,
	    args[1]->dev_statname, what[args[0]->b_edev, args[0]->b_blkno], args[2]->fi_pathname);
	began[args[0]->b_edev, args[0]->b_blkno] = 0;
	who[args[0]->b_edev, args[0]->b_blkno] = 0;
	user[args[0]->b_edev, args[0]->b_blkno] = 0;
	what[args[0]->b_edev, args[0]->b_blkno] = 0;
}
