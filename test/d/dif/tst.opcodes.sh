# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Every instruction that -S shows has the number that DIF gives its name: the table is the
# format's, the programs are meant to need most of it.
set -f

cat >names <<'EOT'
1 or 2 xor 3 and 4 sll 5 srl 6 sub 7 add 8 mul 9 sdiv 10 udiv 11 srem 12 urem 13 not 14 mov 15 cmp 16 tst
17 ba 18 be 19 bne 20 bg 21 bgu 22 bge 23 bgeu 24 bl 25 blu 26 ble 27 bleu 28 ldsb 29 ldsh 30 ldsw 31 ldub
32 lduh 33 lduw 34 ldx 35 ret 36 nop 37 setx 38 sets 39 scmp 40 ldga 41 ldgs 42 stgs 43 ldta 44 ldts 45 stts
46 sra 47 call 48 pushtr 49 pushtv 50 popts 51 flushts 52 ldgaa 53 ldtaa 54 stgaa 55 sttaa 56 ldls 57 stls
58 allocs 59 copys 60 stb 61 sth 62 stw 63 stx 64 uldsb 65 uldsh 66 uldsw 67 uldub 68 ulduh 69 ulduw 70 uldx
71 rldsb 72 rldsh 73 rldsw 74 rldub 75 rlduh 76 rlduw 77 rldx 78 xlate 79 xlarg
EOT

cat >p.d <<'EOT'
int a; int b; uint64_t u; uint64_t v; string s; int arr[int, string]; self int t; self int ta[int]; this int l;
struct x { char c; short h; int w; long d; unsigned char uc; unsigned short uh; unsigned int uw; };
BEGIN { trace(a + b); trace(a - b); trace(a * b); trace(a / b); trace(a % b); trace(u / v); trace(u % v); }
BEGIN { trace(a & b); trace(a | b); trace(a ^ b); trace(~a); trace(-a); trace(!a); trace(a << b); trace(u >> v); trace(a >> b); }
BEGIN { trace(a < b); trace(a <= b); trace(a > b); trace(a >= b); trace(a == b); trace(a != b); }
BEGIN { trace(u < v); trace(u <= v); trace(u > v); trace(u >= v); trace(a && b); trace(a || b); trace(a ^^ b); trace(a ? b : a); }
BEGIN { trace(s < "x"); trace(strlen(s)); arr[a, s] = b; trace(arr[1, "y"]); self->t = a; trace(self->t); self->ta[a] = 1; trace(self->ta[2]); this->l = 3; trace(this->l); }
BEGIN { this->p = (struct x *)alloca(64); trace(this->p->c); trace(this->p->h); trace(this->p->w); trace(this->p->d); trace(this->p->uc); trace(this->p->uh); trace(this->p->uw);
	this->p->c = 1; this->p->h = 2; this->p->w = 3; this->p->d = 4; trace(uregs[0]); s = "z"; }
EOT
$dtrace $options -e -S -s p.d >listing 2>&1 || cat listing

awk 'FNR == NR { for (i = 1; i < NF; i += 2) name[$i] = $(i + 1); next }
	$1 ~ /^[0-9a-f]+:$/ && length($2) == 8 {
		number = strtonum_hex(substr($2, 1, 2))
		if (name[number] != $3)
			print "number " number " is " $3 ", not " name[number]
		seen[$3] = 1
	}
	function strtonum_hex(text, i, value) {
		for (i = 1; i <= length(text); i++)
			value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
		return value
	}
	END {
		split("or xor and sll srl sub add mul sdiv udiv srem urem not sra cmp tst scmp be bne ldsb ldsh ldsw " \
			"ldub lduh lduw ldx ret setx sets ldgs stgs ldts stts ldgaa stgaa ldtaa sttaa ldls stls call " \
			"pushtv pushtr flushts stb sth stw stx ldga", must, " ")
		for (i in must)
			if (!seen[must[i]])
				print must[i] " is not used"
	}' names listing | sort
