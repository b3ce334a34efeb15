# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# scripts as programs: #! with -s and with -qs
# @only: process
ln -s "$dtrace" dtrace
{ echo "#!$PWD/dtrace -qs"; echo "#pragma D option quiet"; echo "BEGIN { printf(\"%d %s\\n\", \$1, \$\$2); exit(\$1); }"; } >script
chmod +x script
./script 3 word
echo "status $?"
{ echo "#!$PWD/dtrace -s"; echo "#pragma D option quiet"; echo "BEGIN { printf(\"here\\n\"); exit(0); }"; } >script
./script
