# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Subroutines have the numbers of the format.
set -f

cat >numbers <<'EOT'
0|rand|rand()
1|mutex_owned|mutex_owned((void *)8)
2|mutex_owner|mutex_owner((void *)8)
3|mutex_type_adaptive|mutex_type_adaptive((void *)8)
4|mutex_type_spin|mutex_type_spin((void *)8)
5|rw_read_held|rw_read_held((void *)8)
6|rw_write_held|rw_write_held((void *)8)
7|rw_iswriter|rw_iswriter((void *)8)
8|copyin|copyin(8, 8)
9|copyinstr|copyinstr(8)
10|speculation|speculation()
11|progenyof|progenyof(1)
12|strlen|strlen("a")
13|copyout|copyout(alloca(4), 8, 4)
14|copyoutstr|copyoutstr("a", 8, 4)
15|alloca|alloca(8)
16|bcopy|bcopy("a", alloca(4), 1)
17|copyinto|copyinto(8, 4, alloca(4))
20|getmajor|getmajor(1)
21|getminor|getminor(1)
23|strjoin|strjoin("a", "b")
24|lltostr|lltostr(1)
25|basename|basename("a")
26|dirname|dirname("a")
27|cleanpath|cleanpath("a")
28|strchr|strchr("a", 97)
29|strrchr|strrchr("a", 97)
30|strstr|strstr("a", "a")
31|strtok|strtok("a", "b")
32|substr|substr("a", 1)
33|index|index("a", "b")
34|rindex|rindex("a", "b")
35|htons|htons(pid)
36|htonl|htonl(pid)
37|htonll|htonll(pid)
38|ntohs|ntohs(pid)
39|ntohl|ntohl(pid)
40|ntohll|ntohll(pid)
41|inet_ntop|inet_ntop(2, alloca(4))
42|inet_ntoa|inet_ntoa(alloca(4))
43|inet_ntoa6|inet_ntoa6(alloca(16))
44|toupper|toupper("a")
45|tolower|tolower("a")
50|memstr|memstr(alloca(4), 46, 4)
52|json|json("a", "b")
53|strtoll|strtoll("1")
EOT
$dtrace $options -e -w -S -n "$(sed 's/.*|\(.*\)/BEGIN { \1; }/' numbers)" >listing 2>&1
while IFS='|' read -r number name call; do
	grep -q "call DIF_SUBR($number).*! $name\$" listing || echo "$name is not number $number ($call)"
done <numbers
