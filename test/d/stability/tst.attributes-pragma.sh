# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# attributes given to a variable of the program count
set -f

cat >p.d <<'EOT'
#pragma D attributes Evolving/Unstable/ISA x
int x;
BEGIN { x = 1; }
EOT
$dtrace $options -e -v -s p.d
