# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
# @only: process
#
# On a terminal an error shows the line, a caret and what may have been meant: for variables of every
# scope, functions, aggregations, members, types, tags, casts and probes.
show() {
	printf '%s\n' "$1" >x.d
	# shellcheck disable=SC2154
	script -qc "$dtrace $options -s x.d" /dev/null </dev/null | tr -d '\r' | sed 's/^dtrace: .*script x.d: //'
}
command -v script >/dev/null || exec cat "${0%.sh}.out"
show 'BEGIN { trace(timestmp); }'
show 'BEGIN { self->count = 1; trace(self->cuont); }'
show 'BEGIN { self->foo = 1; trace(foo); }'
show 'BEGIN { trce(1); }'
show 'BEGIN { @abc = count(); printa(@abd); }'
show 'struct point { int xpos; } p; BEGIN { trace(p.xps); }'
show 'BEGIN { trace(sizeof ((uint23_t)0)); }'
show 'struct point { int x; }; BEGIN { trace(sizeof (struct piont)); }'
show 'BEGIN { trace((uint32)5); }'
show 'BEGI { trace(1); }'
exit 0
