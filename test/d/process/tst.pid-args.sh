# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# args[] of pid probes: types of the program's own debugging information, and what they lead to.

$dtrace $options -qn 'pid$target:a.out:main:entry { printf("%d %s\n", args[0], stringof(args[1][1])); }
pid$target:a.out:main:return { printf("%d %d\n", args[0] > 0, args[1]); }
pid$target:a.out:main:entry { self->argv = args[1]; }
pid$target:a.out:main:return /self->argv/ { printf("%s %d\n", stringof(self->argv[1]), self->argv[2] == NULL); }' \
	-c "$dtrace -V" 2>/dev/null | grep -v '^dtrace' | grep .
