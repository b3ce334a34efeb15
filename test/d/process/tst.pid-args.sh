# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# args[] of pid probes: types of the program's own debugging information, and what they lead to. The program is
# test/host/process/types.c, which test/host/process-types.sh asks for more.

$dtrace $options -qn '
pid$target:a.out:serve:entry
{
	printf("%d %s %d %s %d %d\n", args[0]->fd, args[0]->name, args[1], stringof(args[2]), args[4], args[5] == GREEN);
	printf("%d %d %d\n", args[0]->next->fd, args[0]->next->state, args[0]->closed);
	printf("%s\n", ((struct conn *)copyin(arg0, sizeof (struct a.out`conn)))->name);
	self->c = args[0];
}
pid$target:a.out:serve:return /self->c/ { printf("%d\n", self->c->next->fd); self->c = NULL; }
pid$target:a.out:on_stack:entry { printf("%d %d %s\n", args[5], args[6], args[7]->name); }
pid$target:a.out:by_value:entry { printf("%d\n", args[1]); }
pid$target:a.out:make_large:entry { printf("%d\n", args[0]); }
pid$target:a.out:make_large:return { printf("%d\n", args[1].c); }
pid$target:a.out:narrow:return { printf("%d\n", args[1]); }' -c "${dtrace%/*}/vm/bin/types" 2>/dev/null | grep .
