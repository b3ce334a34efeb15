# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
# A * as large as it likes is cut down to the limit of a written width, whatever its sign: no 2 GB of blanks.
$dtrace $options -qn 'BEGIN { this->n = 2147483647; printf("%*d|\n", this->n, 1); printf("%*d|\n", -this->n - 1, 2); exit(0); }' |
	awk '{ print length($0), substr($0, 1, 1) == "2" }'
