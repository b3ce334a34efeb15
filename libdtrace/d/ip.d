/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The names by which scripts know internet addresses: inet_ntoa((ipaddr_t *)a). Not the kernel's
 * struct in6_addr: naming that would load the kernel's types for every program.
 */

typedef uint32_t ipaddr_t;
typedef struct {
	union {
		uint8_t _S6_u8[16];
		uint16_t _S6_u16[8];
		uint32_t _S6_u32[4];
	} _S6_un;
} in6_addr_t;
