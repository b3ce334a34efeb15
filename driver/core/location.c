/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Argument descriptors of user-space probes, in the assembler's words:
 *
 *	-4@%edi  8@$5  4@-20(%rbp)  8@(%rdi,%rcx,8)  -4@counter(%rip)  1@%ah
 *
 * The text comes from files and processes of anyone: whatever is not understood is UNKNOWN, never
 * guessed. Reading happens in probe context.
 */
#include "location.h"
#include "objects.h"

/* --- scanning ---------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_symbol(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       c == '.' || c == '$';
}

static int digit_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

/* An integer with sign, decimal, octal or 0x; false, and *at stays, if there is none. */
static bool scan_integer(const char **at, int64_t *value)
{
	const char *p = *at;
	bool negative = *p == '-';
	uint64_t result = 0;
	int base = 10;

	if (*p == '-' || *p == '+')
		p++;
	if (!is_digit(*p))
		return false;
	if (*p == '0' && (p[1] | 0x20) == 'x' && digit_value(p[2]) < 16) {
		base = 16;
		p += 2;
	} else if (*p == '0') {
		base = 8;
	}
	for (; digit_value(*p) < base; p++)
		result = result * (unsigned int)base + (unsigned int)digit_value(*p);
	*value = (int64_t)(negative ? 0 - result : result);
	*at = p;
	return true;
}

/* --- registers --------------------------------------------------------- */

static const struct register_name {
	char name[6];
	uint8_t number, size, shift;
} register_names[] = {
#define CLASSIC(n, N)                                                                 \
	{"r" n "x", DTRACE_REG_R##N##X, 8, 0}, {"e" n "x", DTRACE_REG_R##N##X, 4, 0}, \
		{n "x", DTRACE_REG_R##N##X, 2, 0}, {n "l", DTRACE_REG_R##N##X, 1, 0}, \
	{                                                                             \
		n "h", DTRACE_REG_R##N##X, 1, 8                                       \
	}
#define POINTER(n, N)                                                   \
	{"r" n, DTRACE_REG_R##N, 8, 0}, {"e" n, DTRACE_REG_R##N, 4, 0}, \
		{n, DTRACE_REG_R##N, 2, 0},                             \
	{                                                               \
		n "l", DTRACE_REG_R##N, 1, 0                            \
	}
#define NUMBERED(n)                                                           \
	{"r" #n, DTRACE_REG_R##n, 8, 0}, {"r" #n "d", DTRACE_REG_R##n, 4, 0}, \
		{"r" #n "w", DTRACE_REG_R##n, 2, 0},                          \
	{                                                                     \
		"r" #n "b", DTRACE_REG_R##n, 1, 0                             \
	}
	CLASSIC("a", A),
	CLASSIC("b", B),
	CLASSIC("c", C),
	CLASSIC("d", D),
	POINTER("si", SI),
	POINTER("di", DI),
	POINTER("bp", BP),
	POINTER("sp", SP),
	NUMBERED(8),
	NUMBERED(9),
	NUMBERED(10),
	NUMBERED(11),
	NUMBERED(12),
	NUMBERED(13),
	NUMBERED(14),
	NUMBERED(15),
	{"rip", DTRACE_REG_RIP, 8, 0},
};

static const struct register_name *scan_register(const char **at)
{
	size_t length = 0, i;

	if (**at != '%')
		return NULL;
	while (is_symbol((*at)[1 + length]))
		length++;
	for (i = 0; i < DTRACE_COUNT(register_names); i++) {
		const char *name = register_names[i].name;

		if (strlen(name) == length && memcmp(name, *at + 1, length) == 0) {
			*at += 1 + length;
			return &register_names[i];
		}
	}
	return NULL;
}

/* --- operands ---------------------------------------------------------- */

static bool parse_register(const char **at, struct dtrace_location *location)
{
	const struct register_name *found = scan_register(at);

	if (found == NULL || found->number == DTRACE_REG_RIP)
		return false;
	location->kind = DTRACE_LOCATION_REGISTER;
	location->base = found->number;
	location->shift = found->shift;
	return true;
}

static bool parse_constant(const char **at, struct dtrace_location *location)
{
	(*at)++; /* the $ */
	location->kind = DTRACE_LOCATION_CONSTANT;
	return scan_integer(at, &location->value);
}

/* symbol, symbol+8, -8+symbol, 8; *named: a symbol was among them and its distance counted in. */
static bool parse_displacement(const char **at, dtrace_location_symbol *symbol, void *argument,
			       struct dtrace_location *location, bool *named)
{
	while (**at != '(' && **at != '\0' && !is_blank(**at)) {
		const char *start = *at;
		int64_t value;

		if (!scan_integer(at, &value)) {
			if (*start == '+')
				start = ++*at;
			while (is_symbol(**at) || **at == '@')
				(*at)++;
			if (*at == start || *named || symbol == NULL ||
			    !symbol(argument, start, (size_t)(*at - start), &value))
				return false;
			*named = true;
		}
		location->value = (int64_t)((uint64_t)location->value + (uint64_t)value);
	}
	return true;
}

static bool parse_index(const char **at, struct dtrace_location *location)
{
	const struct register_name *found;
	int64_t scale = 1;

	(*at)++; /* the comma */
	found = scan_register(at);
	if (found == NULL || found->size < 4 || found->number == DTRACE_REG_RIP)
		return false;
	location->index = found->number;
	if (**at == ',') {
		(*at)++;
		if (!scan_integer(at, &scale))
			return false;
	}
	while (location->scale < 3 && 1 << location->scale != scale)
		location->scale++;
	return 1 << location->scale == scale;
}

static bool parse_memory(const char **at, dtrace_location_symbol *symbol, void *argument,
			 struct dtrace_location *location)
{
	const struct register_name *base;
	bool named = false;

	location->kind = DTRACE_LOCATION_MEMORY;
	if (!parse_displacement(at, symbol, argument, location, &named))
		return false;
	if (**at != '(') {
		location->base = DTRACE_REG_RIP; /* a symbol alone: its distance was asked for */
		return named;
	}
	(*at)++;
	if (**at != ',') {
		base = scan_register(at);
		/* A number in front of (%rip) counts from the next instruction, which is not known.
		 */
		if (base == NULL || base->size < 4 || named != (base->number == DTRACE_REG_RIP))
			return false;
		location->base = base->number;
		if (base->size == 4)
			location->flags |= DTRACE_LOCATION_32BIT;
	}
	if (**at == ',' && !parse_index(at, location))
		return false;
	if (**at != ')')
		return false;
	(*at)++;
	return true;
}

static bool parse_operand(const char **at, dtrace_location_symbol *symbol, void *argument,
			  struct dtrace_location *location)
{
	if (**at == '$')
		return parse_constant(at, location);
	if (**at == '%')
		return parse_register(at, location);
	return parse_memory(at, symbol, argument, location);
}

/* The N of "N@", with its optional f; false: not a size. */
static bool parse_size(const char **at, struct dtrace_location *location)
{
	int64_t size;

	if (!scan_integer(at, &size))
		return false;
	if (**at == 'f') {
		location->flags |= DTRACE_LOCATION_FLOAT;
		(*at)++;
	}
	location->size = (int8_t)size;
	if (**at != '@' || (size != 1 && size != 2 && size != 4 && size != 8 && size != -1 &&
			    size != -2 && size != -4 && size != -8))
		return false;
	(*at)++;
	return true;
}

static void clear(struct dtrace_location *location)
{
	*location = (struct dtrace_location){.kind = DTRACE_LOCATION_UNKNOWN,
					     .size = 8,
					     .base = DTRACE_LOCATION_NO_REGISTER,
					     .index = DTRACE_LOCATION_NO_REGISTER};
}

bool dtrace_location_parse(const char **text, dtrace_location_symbol *symbol, void *argument,
			   struct dtrace_location *location)
{
	const char *at = *text;
	bool good;

	while (is_blank(*at))
		at++;
	if (*at == '\0') {
		*text = at;
		return false;
	}
	clear(location);
	/* Some compilers leave the size away: a word then. */
	good = is_digit(*at) || *at == '-' ? parse_size(&at, location) : true;
	good = good && parse_operand(&at, symbol, argument, location) &&
	       (*at == '\0' || is_blank(*at));
	if (!good)
		clear(location);
	while (*at != '\0' && !is_blank(*at))
		at++;
	*text = at;
	return true;
}

/* --- checks and reading ------------------------------------------------ */

static bool valid_register(uint8_t number, bool may_lack)
{
	if (number == DTRACE_LOCATION_NO_REGISTER)
		return may_lack;
	return number >= DTRACE_REG_R15 && number < DTRACE_REGISTERS;
}

bool dtrace_location_valid(const struct dtrace_location *location)
{
	int size = location->size < 0 ? -location->size : location->size;

	if (location->kind >= DTRACE_LOCATION_KINDS || location->pad != 0 ||
	    (location->flags & ~DTRACE_LOCATION_FLAGS) != 0 || location->scale > 3 ||
	    (location->shift != 0 && location->shift != 8))
		return false;
	if (size != 1 && size != 2 && size != 4 && size != 8)
		return false;
	return valid_register(location->base, location->kind != DTRACE_LOCATION_REGISTER) &&
	       valid_register(location->index, true);
}

static uint64_t extend(uint64_t value, int size)
{
	switch (size) {
	case 1:
		return (uint8_t)value;
	case 2:
		return (uint16_t)value;
	case 4:
		return (uint32_t)value;
	case -1:
		return (uint64_t)(int8_t)value;
	case -2:
		return (uint64_t)(int16_t)value;
	case -4:
		return (uint64_t)(int32_t)value;
	default:
		return value;
	}
}

static uint64_t read_register(const struct dtrace_firing *firing, uint8_t number)
{
	uint64_t value = 0;

	if (number == DTRACE_REG_RIP)
		return firing->pc;
	if (number == DTRACE_LOCATION_NO_REGISTER ||
	    host_user_register(firing, number, &value) != 0)
		return 0;
	return value;
}

static uint64_t read_memory(const struct dtrace_location *location,
			    const struct dtrace_firing *firing)
{
	uint64_t value = 0, address = (uint64_t)location->value;

	address += read_register(firing, location->base);
	address += read_register(firing, location->index) << location->scale;
	if (location->flags & DTRACE_LOCATION_32BIT)
		address = (uint32_t)address;
	if (host_load_user(&value, address,
			   (size_t)(location->size < 0 ? -location->size : location->size)) != 0)
		return 0;
	return value;
}

uint64_t dtrace_location_read(const struct dtrace_location *location,
			      const struct dtrace_firing *firing)
{
	switch (location->kind) {
	case DTRACE_LOCATION_CONSTANT:
		return extend((uint64_t)location->value, location->size);
	case DTRACE_LOCATION_REGISTER:
		return extend(read_register(firing, location->base) >> location->shift,
			      location->size);
	case DTRACE_LOCATION_MEMORY:
		return extend(read_memory(location, firing), location->size);
	default:
		return 0;
	}
}
