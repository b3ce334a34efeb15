# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -C with -D, -U, -I, -H, for files only
# @only: process
mkdir include
echo "#define VALUE 42" >include/value.h
printf "#include \"value.h\"\n#ifdef EXTRA\n#define N EXTRA\n#else\n#define N 0\n#endif\nBEGIN { printf(\"%%d %%d\\\\n\", VALUE, N); exit(0); }\n" >script.d
"$dtrace" $options -Cqs script.d -I include
"$dtrace" $options -C -I include -D EXTRA=7 -qs script.d
"$dtrace" $options -C -I include -DEXTRA=7 -UEXTRA -qs script.d
"$dtrace" $options -CH -I include -qs script.d 2>&1 | grep -c "include/value.h"
"$dtrace" $options -Cqn "BEGIN { printf(\"%d\n\", VALUE); exit(0); }" 2>&1 | grep -c "failed to resolve VALUE"
"$dtrace" $options -Cqs script.d 2>/dev/null
echo "status $?"
