/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * unions share storage; members of anonymous structs and unions are reached directly
 */
struct mixed {
	int kind;
	union {
		uint64_t whole;
		struct { uint32_t low, high; };
		unsigned char bytes[8];
	};
} m;
BEGIN
{
	m.kind = 1;
	m.whole = 0x1122334455667788ULL;
	printf("%x %x %x %x\n", m.low, m.high, m.bytes[0], m.bytes[7]);
	m.high = 0;
	printf("%x %d %d\n", m.whole, sizeof (struct mixed), offsetof(struct mixed, high));
	exit(0);
}
