/* @options: -w */
/* A session begun outside of a container has the number 0 in it: what /proc says is right. */
BEGIN
/ $pid == pid && $ppid == ppid && $uid == uid && $gid == gid /
{
	printf("%d\n", $target);
	printf("%d\n", strlen($$pid) > 0 && $$pid == lltostr(pid));
	system("cut -d ' ' -f 5,6 /proc/%d/stat | grep -cx '%d %d'", pid, $pgid, $sid);
	exit(0);
}
