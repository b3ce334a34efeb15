#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# pcap(): the packets of known UDP datagrams over the loopback (acts network: "goodbye" by IPv4, then by
# IPv6) in a file, through tshark, as bytes and as JSON.
# timeout: 200

. test/vm/common

ip link set lo up
packet='udp:::send /args[4]->udp_dport == 4567/'

# bytes FROM COUNT: of the captured file, in hexadecimal.
bytes() { od -An -v -tx1 -j "$1" -N "$2" "$file" | tr -d ' \n'; }
is() { [ "$(bytes "$1" "$2")" = "$3" ] || { echo "at $1: $(bytes "$1" "$2"), not $3" && od -v -tx1 "$file" | head -n 20 && false; }; }
# number FROM: 32 bits of it.
number() { od -An -tu4 -j "$1" -N 4 "$file" | tr -d ' '; }
recent() { [ "$(number 24)" -ge "$before" ] && [ "$(number 24)" -le "$(date +%s)" ] && [ "$(number 28)" -lt 1000000000 ]; }

# --- a file; the arguments are evaluated once ---------------------------------------------
file=$work/x.pcap
before=$(date +%s)
run 60 dtrace -wqn "BEGIN { freopen(\"$file\"); } $packet { pcap(args[0]->pkt_addr + (once++ & 0), PCAP_IP);
	pcap(args[0]->pkt_addr, PCAP_IPV4); } END { freopen(\"\"); printf(\"once %d\n\", once); }" -c 'acts network'
ok "file: status" status_is 0
ok "file: an argument is evaluated once" out_has '^once 2$'
ok "file: magic, version, zone, accuracy, limit, link type" is 0 24 4d3cb2a10200040000000000000000000008000065000000
ok "file: time" recent
ok "file: IPv4: captured and whole length" is 32 8 2300000023000000
ok "file: IPv4: header: version, length" is 40 4 45000023
ok "file: IPv4: header: UDP" is 49 1 11
ok "file: IPv4: header: addresses" is 52 8 7f0000017f000001
ok "file: UDP: port and length" is 62 4 11d7000f
ok "file: UDP: payload" is 68 7 676f6f64627965
ok "file: IPv6: captured and whole length" is 83 8 3700000037000000
ok "file: IPv6: version" sh -c '[ "$1" = 6 ]' sh "$(bytes 91 1 | cut -c 1)"
ok "file: IPv6: source" is 99 16 00000000000000000000000000000001
ok "file: IPv6: payload" is 139 7 676f6f64627965
ok "file: nothing more" sh -c '[ "$(wc -c <"$1")" = 146 ]' sh "$file"
ok "file: one link type" err_has 'pcap\(\) of link type 228 into a file of link type 101: a file has one'

# --- tshark ---------------------------------------------------------------------------------
mkdir "$work/bin"
cat >"$work/bin/tshark" <<'END2'
#!/bin/sh
[ -p /dev/stdin ] && echo "tshark $* got $(od -An -v -tx1 | tr -d ' \n')"
END2
chmod +x "$work/bin/tshark"
path=$PATH
PATH=$work/bin:$PATH
run 60 dtrace -qn "$packet { pcap(args[0]->pkt_addr, PCAP_IP); } END { printf(\"the end\n\"); }" -c 'acts network'
PATH=$path
ok "tshark: status" status_is 0
ok "tshark: reads the same format" out_has '^tshark -l -r - got 4d3cb2a1.{32}65000000.*45000023.*676f6f64627965.*676f6f64627965$'
ok "tshark: no note" sh -c '! grep warning "$1"' sh "$work/err"

# --- neither -----------------------------------------------------------------------------------
run 60 dtrace -x pcapsize=8 -qn "$packet { pcap(args[0]->pkt_addr, PCAP_IP); }" -c 'acts network'
ok "bytes: as many as pcapsize" out_has '^ +0: 45 00 00 23 .. .. .. ..   {24}'
ok "bytes: one note" sh -c '[ "$(grep -c "warning: pcap(): no tshark (No such file or directory), so packets are shown as bytes" "$1")" = 1 ]' sh "$work/err"
run 60 dtrace -x oformat=json -qn "$packet { pcap(args[0]->pkt_addr, PCAP_IP); }" -c 'acts network'
ok "json" out_has '"output":\[\{"time":[0-9]{19},"length":35,"protocol":101,"packet":\{"bytes":"45000023[0-9a-f]{48}676f6f64627965"\}\}\]'
plan
