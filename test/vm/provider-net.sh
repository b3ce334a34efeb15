#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# ip, tcp and udp: the packets and states of connections over the loopback (test/vm/acts.c).
# timeout: 400

. test/vm/provider-lib

ip link set lo up
dtrace -lvn tcp:::send >"$out" 2>&1
ok "-lv: types" says_text 'args[0]: pktinfo_t *' 'args[1]: csinfo_t *' 'args[2]: ipinfo_t *' \
	'args[3]: tcpsinfo_t *' 'args[4]: tcpinfo_t *'
dtrace -lvn ip:::receive >"$out" 2>&1
ok "-lv: types of ip" says_text 'args[3]: ifinfo_t *' 'args[4]: ipv4info_t *' 'args[5]: ipv6info_t *'

# The last words of the script are printed after the command's last.
cat >"$work/net.d" <<'END'
#pragma D option quiet
tcp:::connect-request { first[args[4]->tcp_sport] = args[4]->tcp_seq; cid = args[1]->cs_cid; }
tcp:::connect-established { second[args[4]->tcp_dport] = args[4]->tcp_seq; }
tcp:::connect-request { printf("request %s > %s:%d state %s\n", args[2]->ip_saddr, args[2]->ip_daddr, args[4]->tcp_dport, tcp_state_string[args[3]->tcps_state]); }
tcp:::connect-established { printf("established %s:%d flags %#x\n", args[2]->ip_saddr, args[4]->tcp_sport, args[4]->tcp_flags); }
tcp:::connect-refused { printf("refused by %s:%d\n", args[2]->ip_saddr, args[4]->tcp_sport); }
tcp:::accept-established { printf("accepted from %s at %d\n", args[2]->ip_saddr, args[4]->tcp_dport); }
tcp:::accept-refused { printf("refuse %s at %d\n", args[2]->ip_daddr, args[4]->tcp_sport); }
tcp:::state-change { printf("%s -> %s\n", tcp_state_string[args[5]->tcps_state], tcp_state_string[args[3]->tcps_state]); @same = sum(args[1]->cs_addr == args[3]->tcps_addr); @all = count(); }
tcp:::send /args[2]->ip_plength - args[4]->tcp_offset == 5/ { printf("sent 5 to %d from %s remote %d ip %d\n", args[4]->tcp_dport, args[3]->tcps_laddr, args[3]->tcps_rport, args[2]->ip_ver); }
tcp:::send /args[2]->ip_plength - args[4]->tcp_offset == 5/ { printf("sender: active %d, iss %d, irs %d, acknowledged %d, sack %d %d, rto %d, cid %d, local %d\n", args[3]->tcps_active, args[3]->tcps_iss == first[args[4]->tcp_sport], args[3]->tcps_irs == second[args[4]->tcp_sport], args[3]->tcps_rack == second[args[4]->tcp_sport] + 1, args[3]->tcps_sack_fack == args[3]->tcps_suna, args[3]->tcps_sack_snxt == args[3]->tcps_suna, args[3]->tcps_rto >= 100 && args[3]->tcps_rto < 120000, args[1]->cs_cid == cid, args[3]->tcps_local); }
tcp:::receive /args[2]->ip_plength - args[4]->tcp_offset == 5/ { printf("receiver: active %d, iss %d, irs %d, local %d\n", args[3]->tcps_active, args[3]->tcps_iss == second[args[4]->tcp_sport], args[3]->tcps_irs == first[args[4]->tcp_sport], args[3]->tcps_local); }
tcp:::state-change { @none[args[2]->ip_saddr, args[2]->ip_ver, args[4]->tcp_dport] = count(); }
ip:::send /args[4] == NULL/ { @none[args[4]->ipv4_daddr, args[4]->ipv4_ttl, args[5]->ipv6_ver] = count(); }
tcp:::receive /args[2]->ip_plength - args[4]->tcp_offset == 5/ { printf("received 5 at %d on %d\n", args[4]->tcp_dport, args[3]->tcps_lport); }
udp:::send /args[4]->udp_dport == 4567/ { printf("udp sent %d to %s port %d %d\n", args[4]->udp_length, args[2]->ip_daddr, args[3]->udps_rport, pid == $target); }
udp:::receive /args[4]->udp_dport == 4567/ { printf("udp received %d from %s port %d\n", args[4]->udp_length, args[2]->ip_saddr, args[3]->udps_lport); }
ip:::send /args[4] != NULL/ { @ip["send", args[4]->ipv4_protostr, args[3]->if_name] = count(); }
ip:::receive /args[4] != NULL/ { @ip["receive", args[4]->ipv4_protostr, args[3]->if_name] = count(); }
ip:::send /args[5] != NULL/ { @ip["send6", args[5]->ipv6_nextstr, args[3]->if_name] = count(); }
ip:::receive /args[5] != NULL/ { @ip["receive6", args[5]->ipv6_nextstr, args[3]->if_name] = count(); }
END { printa("none %s %d %d\n", @none); printa("ip %s %s %s\n", @ip); printa("same %@d\n", @same); printa("all %@d\n", @all); }
END
dtrace -s "$work/net.d" -c 'acts network' >"$out" 2>&1
ok "connect-request" says_text 'request 127.0.0.1 > 127.0.0.1:4567 state state-syn-sent' \
	'request ::1 > ::1:4567 state state-syn-sent'
ok "connect-established" says_text 'established 127.0.0.1:4567 flags 0x12' 'established ::1:4567 flags 0x12'
ok "connect-refused" says_text 'refused by 127.0.0.1:4568' 'refused by ::1:4568'
ok "accept-established" says_text 'accepted from 127.0.0.1 at 4567' 'accepted from ::1 at 4567'
ok "accept-refused" says_text 'refuse 127.0.0.1 at 4568' 'refuse ::1 at 4568'
ok "state-change: client" says_text 'state-closed -> state-syn-sent' 'state-syn-sent -> state-established' \
	'state-established -> state-fin-wait-1'
ok "state-change: server" says_text 'state-closed -> state-listen' 'state-syn-received -> state-established' \
	'state-established -> state-close-wait'
ok "state-change: the connection is the socket" sh -c "
	a=\$(sed -n 's/^same //p' $out) b=\$(sed -n 's/^all //p' $out); [ -n \"\$a\" ] && [ \"\$a\" = \"\$b\" ]"
ok "tcp send" says_text 'sent 5 to 4567 from 127.0.0.1 remote 4567 ip 4' 'sent 5 to 4567 from ::1 remote 4567 ip 6'
ok "tcp receive" says_text 'received 5 at 4567 on 4567'
ok "each segment once" sh -c "[ \$(grep -c '^sent 5' $out) = 2 ] && [ \$(grep -c '^received 5' $out) = 2 ]"
ok "tcpsinfo_t: the side that connected" says_text \
	'sender: active 1, iss 1, irs 1, acknowledged 1, sack 1 1, rto 1, cid 1, local 1'
ok "tcpsinfo_t: the other" says_text 'receiver: active 0, iss 1, irs 1, local 1'
ok "tcpsinfo_t: IPv6 as IPv4" sh -c "[ \$(grep -c 'sender: active 1, iss 1, irs 1, acknowledged 1, sack 1 1, rto 1, cid 1, local 1' $out) = 2 ]"
ok "what is not there reads as nothing" says_text 'none <null> 0 0' 'none <null> 0 6'
ok "udp send" says_text 'udp sent 15 to 127.0.0.1 port 4567 1' 'udp sent 15 to ::1 port 4567 1'
ok "udp receive" says_text 'udp received 15 from 127.0.0.1 port 4567' 'udp received 15 from ::1 port 4567'
ok "ip" says_text 'ip send TCP lo' 'ip receive TCP lo' 'ip send UDP lo' 'ip receive UDP lo' \
	'ip send6 TCP lo' 'ip receive6 TCP lo' 'ip send6 UDP lo'
ok "no errors" sh -c "! grep -q '^dtrace: error' $out || { grep '^dtrace: error' $out; false; }"
ok "nothing stays armed" nothing_armed
plan
