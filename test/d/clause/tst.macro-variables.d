BEGIN
/ $pid == pid && $ppid == ppid && $uid == uid && $gid == gid /
{
	printf("%d %d %d\n", $target, $sid > 0, $pgid > 0);
	printf("%d\n", strlen($$pid) > 0 && $$pid == lltostr(pid));
	exit(0);
}
