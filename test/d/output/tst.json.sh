# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# oformat=json: every kind of object. What differs from run to run is made N.
set -f

# json ARGUMENTS…
json() {
	"$dtrace" $options -x oformat=json "$@" 2>&1 |
		sed -E 's/"(id|cpu|timestamp|pid|offset|address)":-?[0-9]+/"\1":N/g; s/ID [0-9]+/ID N/g; s/offset [0-9]+/offset N/'
}

json -qn 'BEGIN { trace(1); trace(-2); trace((unsigned char)255); trace((uint64_t)-1);
	trace("q\"\\\n\t\xff\xc3\xa9\x01\xc0\x80\xed\xa0\x80."); printf("%d-%s\n", 3, "x"); exit(0); }'
json -n 'BEGIN { @q[1, "k"] = quantize(5); @l = lquantize(-1, 0, 10, 5); @l = lquantize(7, 0, 10, 5);
	@l = lquantize(100, 0, 10, 5); @c["a"] = count(); @d[(char)-1] = sum(-30); normalize(@d, 10);
	printa(@c); printa("%s=%@d\n", @c); }
	END { } BEGIN { exit(0); }' | grep -v '^dtrace: desc'
json -qn 'BEGIN { trace(*(int *)0); } BEGIN { exit(0); }'
json -qc /bin/false -n 'END { trace("end"); }'
json -x oformat=text -qn 'BEGIN { printf("classic\n"); exit(0); }'
"$dtrace" $options -x oformat=xml -n 'BEGIN { }' 2>&1
echo "status $?"
