/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Subroutines that write network addresses as text. Probe context. */
#include "subr.h"

#define FAMILY_INET  2 /* AF_INET and AF_INET6 of Linux */
#define FAMILY_INET6 10
#define LONGEST	     48u /* eight groups, or six and a dotted quad */

#define ARPHRD_ETHER	  1
#define ARPHRD_IEEE802	  6
#define ARPHRD_INFINIBAND 32

static size_t put_quad(char *to, const uint8_t *quad)
{
	size_t length = 0;
	unsigned int i;

	for (i = 0; i < 4; i++) {
		if (i != 0)
			to[length++] = '.';
		length += dtrace_digits(to + length, quad[i], 10);
	}
	return length;
}

static unsigned int group_of(const uint8_t *address, unsigned int i)
{
	return (unsigned int)address[2 * i] << 8 | address[2 * i + 1];
}

/* The longest run of zero groups among the first `groups`, the first of equals; shorter than two
 * does not count. */
static void find_zeros(const uint8_t *address, unsigned int groups, unsigned int *start,
		       unsigned int *count)
{
	unsigned int i, run = 0;

	*start = groups;
	*count = 1;
	for (i = 0; i < groups; i++) {
		run = group_of(address, i) == 0 ? run + 1 : 0;
		if (run > *count) {
			*count = run;
			*start = i + 1 - run;
		}
	}
}

/* The first `groups` groups of an IPv6 address with "::" for the longest zeros. */
static size_t put_groups(char *to, const uint8_t *address, unsigned int groups)
{
	unsigned int start, count, i;
	size_t length = 0;

	find_zeros(address, groups, &start, &count);
	for (i = 0; i < groups; i++) {
		if (i == start) {
			to[length++] = ':';
			to[length++] = ':';
			i += count - 1;
			continue;
		}
		if (length != 0 && to[length - 1] != ':')
			to[length++] = ':';
		length += dtrace_digits(to + length, group_of(address, i), 16);
	}
	return length;
}

static bool all_zero(const uint8_t *bytes, unsigned int count)
{
	while (count != 0 && *bytes == 0) {
		bytes++;
		count--;
	}
	return count == 0;
}

/* ::ffff:a.b.c.d, or ::a.b.c.d other than :: and ::1. */
static bool holds_quad(const uint8_t *a)
{
	if (!all_zero(a, 10))
		return false;
	if (a[10] == 0xff && a[11] == 0xff)
		return true;
	return a[10] == 0 && a[11] == 0 && !(a[12] == 0 && a[13] == 0);
}

static size_t put_inet6(char *to, const uint8_t *address, bool quad_only)
{
	size_t length;

	if (!holds_quad(address))
		return put_groups(to, address, 8);
	if (quad_only)
		return put_quad(to, address + 12);
	length = put_groups(to, address, 6);
	if (to[length - 1] != ':')
		to[length++] = ':';
	return length + put_quad(to + length, address + 12);
}

static uint64_t show_inet(struct dtrace_run *run, uint64_t address)
{
	uint8_t quad[4];
	char text[LONGEST];

	if (!dtrace_load_bytes(run, quad, address, sizeof(quad)))
		return 0;
	return dtrace_string_result(run, text, put_quad(text, quad));
}

static uint64_t show_inet6(struct dtrace_run *run, uint64_t address, bool quad_only)
{
	uint8_t bytes[16];
	char text[LONGEST + 65]; /* dtrace_digits() wants room */

	if (!dtrace_load_bytes(run, bytes, address, sizeof(bytes)))
		return 0;
	return dtrace_string_result(run, text, put_inet6(text, bytes, quad_only));
}

uint64_t dtrace_subr_inet_ntoa(struct dtrace_run *run)
{
	return show_inet(run, ARG(run, 0));
}

uint64_t dtrace_subr_inet_ntoa6(struct dtrace_run *run)
{
	return show_inet6(run, ARG(run, 0), true);
}

uint64_t dtrace_subr_inet_ntop(struct dtrace_run *run)
{
	int32_t family = (int32_t)ARG(run, 0);

	if (family == FAMILY_INET)
		return show_inet(run, ARG(run, 1));
	if (family == FAMILY_INET6)
		return show_inet6(run, ARG(run, 1), false);
	return dtrace_fault(run, DTRACEFLT_ILLOP, (uint64_t)(int64_t)family);
}

/* Link-level addresses: pairs of digits with colons. */
uint64_t dtrace_subr_link_ntop(struct dtrace_run *run)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t bytes[20];
	char text[3 * sizeof(bytes)];
	int32_t type = (int32_t)ARG(run, 0);
	unsigned int count, i;

	if (type == ARPHRD_ETHER || type == ARPHRD_IEEE802)
		count = 6;
	else if (type == ARPHRD_INFINIBAND)
		count = 20;
	else
		return dtrace_fault(run, DTRACEFLT_ILLOP, (uint64_t)(int64_t)type);
	if (!dtrace_load_bytes(run, bytes, ARG(run, 1), count))
		return 0;
	for (i = 0; i < count; i++) {
		text[3 * i] = digits[bytes[i] >> 4];
		text[3 * i + 1] = digits[bytes[i] & 15];
		text[3 * i + 2] = ':';
	}
	return dtrace_string_result(run, text, 3 * count - 1);
}
