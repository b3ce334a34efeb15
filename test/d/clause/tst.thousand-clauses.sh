# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
# @only: process
#
# A thousand clauses compile in about a twentieth of a second; what grows with their square
# would not come near this limit.
awk 'BEGIN {
	for (i = 0; i < 1000; i++)
		printf "tick-%dms /pid != %d && timestamp > 0/ { @a%d[execname, pid] = count(); self->x = timestamp;" \
		    " y%d[pid, \"k\"] = strjoin(execname, \"x\"); printf(\"%%d %%s\\n\", pid, execname); }\n", i % 50 + 1, i, i % 7, i % 9
}' >long.d
# shellcheck disable=SC2086,SC2154
timeout 10 $dtrace $options -e -s long.d && echo compiled
