# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Every line is JSON to somebody else's reader, stacks and raw bytes included. Without python3
# (the guest has but its interpreter) there is no such reader: then only the lines' shape is checked.
set -f
reader() {
	if python3 -c "import json" 2>/dev/null; then
		python3 -m json.tool
	else
		grep -x '{.*}'
	fi
}

"$dtrace" $options -x oformat=json -n 'BEGIN { stack(); ustack(); trace("\x80\xfe\\\"\x7f"); print(1); @s[ustack()] = count();
	@t[tid, execname] = avg(2); @u = stddev(3); sym(0); exit(0); }' 2>/dev/null >lines
while IFS= read -r line; do
	printf '%s\n' "$line" | reader >/dev/null 2>&1 || echo "not JSON: $line"
done <lines
echo "$(wc -l <lines) lines"
