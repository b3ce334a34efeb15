/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The layout of print(): a value with its type, members and all.
 *
 *   int 0x2a                              a scalar: type, value
 *   struct point {                        an aggregate: one line a member, four blanks a level
 *       int x = 0x1
 *       unsigned int flags :3 = 0x5       bit-field
 *       char [8] name = [ "abc" ]         array; a char array with a NUL in it is a string
 *       struct pair [2] pairs = [         aggregates in an array stand on lines of their own
 *           {
 *               …
 *   }
 *
 * There is no newline behind the last line: the caller knows what follows. Only char and signed
 * char are characters; Linux uses unsigned char (u8) for numbers. Data may be shorter than the type
 * (a size limit, corrupt type information): what lies outside is shown as "...".
 */
#include <ctype.h>
#include <string.h>

#include "dt_type_impl.h"

#define NAME_MAX_PRINTED 512

struct printer {
	struct dtrace_hdl *hdl;
	FILE *out;
	const unsigned char *data;
	size_t size;
	unsigned int budget; /* values still allowed */
	/* Aggregates we are inside of: none can contain itself. */
	struct dt_type *open[DT_DEPTH_MAX];
	unsigned int open_count;
};

static void print_value(struct printer *p, struct dt_type *type, uint64_t offset,
			unsigned int depth);

static void indent(struct printer *p, unsigned int depth)
{
	fprintf(p->out, "%*s", (int)depth * 4, "");
}

static bool within(const struct printer *p, uint64_t offset, uint64_t size)
{
	return offset <= p->size && size <= p->size - offset;
}

/* The type's name and the blank behind it, which is left out after a '*'. */
static void print_type(struct printer *p, struct dt_type *type)
{
	char name[NAME_MAX_PRINTED];
	size_t length = strlen(dt_type_name(type, name, sizeof(name)));

	fprintf(p->out, "%s%s", name, length && name[length - 1] == '*' ? "" : " ");
}

/* --- scalars ------------------------------------------------------------------------------- */

/* Up to 8 bytes, little endian, zero-extended. */
static uint64_t fetch(const struct printer *p, uint64_t offset, size_t size)
{
	uint64_t value = 0;

	memcpy(&value, p->data + offset, size);
	return value;
}

/* Bits that may begin anywhere; false when they are not in the data. */
static bool fetch_bits(const struct printer *p, uint64_t offset, unsigned int bits, uint64_t *value)
{
	unsigned int i;
	uint64_t bit;

	if (!within(p, offset / 8, (offset % 8 + bits + 7) / 8))
		return false;
	*value = 0;
	for (i = 0; i < bits; i++) {
		bit = p->data[(offset + i) / 8] >> (offset + i) % 8 & 1;
		*value |= bit << i;
	}
	return true;
}

static int64_t sign_extend(uint64_t value, unsigned int bits)
{
	return bits && bits < 64 ? (int64_t)(value << (64 - bits)) >> (64 - bits) : (int64_t)value;
}

static void print_character(struct printer *p, unsigned char c, char quote)
{
	if (!c)
		fputs("\\0", p->out);
	else if (c == quote || c == '\\')
		fprintf(p->out, "\\%c", c);
	else if (c < 128 && isprint(c))
		fputc(c, p->out);
	else
		fprintf(p->out, "\\%03o", c);
}

static void print_string(struct printer *p, uint64_t offset, uint64_t size)
{
	fputc('"', p->out);
	for (; size && within(p, offset, 1) && p->data[offset]; offset++, size--)
		print_character(p, p->data[offset], '"');
	fputc('"', p->out);
}

static bool is_plain_char(struct dt_type *type)
{
	return dt_type_is_char(type) && dt_type_is_signed(type);
}

static void print_integer(struct printer *p, struct dt_type *type, uint64_t offset, uint64_t size)
{
	unsigned char c = p->data[offset];

	if (is_plain_char(type)) {
		fputc('\'', p->out);
		print_character(p, c, '\'');
		fputc('\'', p->out);
	} else if (size > 8 && fetch(p, offset + 8, size - 8)) {
		fprintf(p->out, "%#llx%016llx", (unsigned long long)fetch(p, offset + 8, size - 8),
			(unsigned long long)fetch(p, offset, 8));
	} else {
		fprintf(p->out, "%#llx", (unsigned long long)fetch(p, offset, size > 8 ? 8 : size));
	}
}

static void print_enum(struct printer *p, struct dt_type *type, uint64_t value, unsigned int bits)
{
	const char *name = dt_enum_name(type, dt_type_is_signed(type) ? sign_extend(value, bits)
								      : (int64_t)value);

	if (name)
		fputs(name, p->out);
	else
		fprintf(p->out, "%#llx", (unsigned long long)value);
}

static void print_float(struct printer *p, uint64_t offset, uint64_t size)
{
	float single;
	double full;
	long double extended;

	if (size == sizeof(single)) {
		memcpy(&single, p->data + offset, size);
		fprintf(p->out, "%+.7e", (double)single);
	} else if (size == sizeof(full)) {
		memcpy(&full, p->data + offset, size);
		fprintf(p->out, "%+.7e", full);
	} else if (size == sizeof(extended)) {
		memcpy(&extended, p->data + offset, size);
		fprintf(p->out, "%+.7Le", extended);
	} else {
		fputs("...", p->out);
	}
}

static void print_address(struct printer *p, uint64_t address)
{
	char text[256];

	dtrace_addr2str(p->hdl, address, text, sizeof(text));
	fputs(text, p->out);
}

static void print_pointer(struct printer *p, struct dt_type *type, uint64_t offset)
{
	uint64_t address = fetch(p, offset, 8);
	struct dt_type *to = dt_type_resolve(dt_type_reference(type));

	if (address && dt_type_kind(to) == DT_KIND_FUNCTION)
		print_address(p, address);
	else
		fprintf(p->out, "%#llx", (unsigned long long)address);
}

/* --- aggregates ---------------------------------------------------------------------------- */

static void print_bit_field(struct printer *p, const struct dt_member *member, uint64_t base)
{
	struct dt_type *type = dt_type_resolve(member->type);
	uint64_t value;

	fprintf(p->out, "%s :%u = ", member->name, member->bit_size);
	if (member->bit_size > 64 ||
	    !fetch_bits(p, base * 8 + member->bit_offset, member->bit_size, &value))
		fputs("...", p->out);
	else if (dt_type_kind(type) == DT_KIND_ENUM)
		print_enum(p, type, value, member->bit_size);
	else
		fprintf(p->out, "%#llx", (unsigned long long)value);
}

static void print_member(struct printer *p, const struct dt_member *member, uint64_t base,
			 unsigned int depth)
{
	indent(p, depth);
	print_type(p, member->type);
	if (member->bit_size) {
		print_bit_field(p, member, base);
	} else {
		if (*member->name)
			fprintf(p->out, "%s = ", member->name);
		print_value(p, member->type, base + member->bit_offset / 8, depth);
	}
	fputc('\n', p->out);
}

static bool open_aggregate(struct printer *p, struct dt_type *type)
{
	unsigned int i;

	for (i = 0; i < p->open_count; i++)
		if (p->open[i] == type)
			return false;
	if (p->open_count == DT_DEPTH_MAX)
		return false;
	p->open[p->open_count++] = type;
	return true;
}

static void print_aggregate(struct printer *p, struct dt_type *type, uint64_t offset,
			    unsigned int depth)
{
	struct dt_member member;
	size_t i;

	if (!open_aggregate(p, type)) {
		fputs("...", p->out);
		return;
	}
	fputs("{\n", p->out);
	for (i = 0; !dt_type_member_at(type, i, &member); i++) {
		if (!p->budget || offset + member.bit_offset / 8 > p->size ||
		    (!within(p, offset + member.bit_offset / 8, 1) &&
		     dt_type_size(p->hdl, member.type))) {
			indent(p, depth + 1);
			fputs("...\n", p->out);
			break;
		}
		print_member(p, &member, offset, depth + 1);
	}
	indent(p, depth);
	fputc('}', p->out);
	p->open_count--;
}

static bool is_text(const struct printer *p, struct dt_type *element, uint64_t offset,
		    uint64_t count)
{
	return is_plain_char(element) && within(p, offset, count) && count &&
	       memchr(p->data + offset, '\0', count);
}

static void print_element(struct printer *p, struct dt_type *element, uint64_t offset,
			  unsigned int depth, bool own_line)
{
	if (own_line)
		indent(p, depth + 1);
	if (!p->budget || !within(p, offset, 1))
		fputs("...", p->out);
	else
		print_value(p, element, offset, own_line ? depth + 1 : depth);
}

static void print_elements(struct printer *p, struct dt_type *array, uint64_t offset,
			   unsigned int depth)
{
	struct dt_type *element = dt_type_resolve(dt_type_reference(array));
	uint64_t count = dt_array_count(array), size = dt_type_size(p->hdl, element), i;
	bool own_line = dt_type_is_aggregate(element);

	if (!count || !size) {
		fputs("[ ]", p->out);
		return;
	}
	fputs(own_line ? "[\n" : "[ ", p->out);
	for (i = 0; i < count; i++) {
		print_element(p, element, offset + i * size, depth, own_line);
		if (!p->budget || !within(p, offset + i * size, 1))
			break;
		if (i + 1 < count)
			fputs(own_line ? ",\n" : ", ", p->out);
	}
	if (own_line) {
		fputc('\n', p->out);
		indent(p, depth);
	} else {
		fputc(' ', p->out);
	}
	fputc(']', p->out);
}

static void print_array(struct printer *p, struct dt_type *array, uint64_t offset,
			unsigned int depth)
{
	struct dt_type *element = dt_type_reference(array);
	uint64_t count = dt_array_count(array);

	if (!is_text(p, element, offset, count)) {
		print_elements(p, array, offset, depth);
		return;
	}
	fputs(depth ? "[ " : "", p->out);
	print_string(p, offset, count);
	fputs(depth ? " ]" : "", p->out);
}

/* --- any value ----------------------------------------------------------------------------- */

static void print_whole(struct printer *p, struct dt_type *type, uint64_t offset, uint64_t size)
{
	switch (dt_type_kind(type)) {
	case DT_KIND_INTEGER:
		print_integer(p, type, offset, size);
		break;
	case DT_KIND_ENUM:
		print_enum(p, type, fetch(p, offset, size), size * 8);
		break;
	case DT_KIND_FLOAT:
		print_float(p, offset, size);
		break;
	case DT_KIND_POINTER:
		print_pointer(p, type, offset);
		break;
	case DT_KIND_SYMADDR:
		print_address(p, fetch(p, offset, 8));
		break;
	default:
		fputs("...", p->out); /* a type that has no values, or is not known */
	}
}

static void print_value(struct printer *p, struct dt_type *type, uint64_t offset,
			unsigned int depth)
{
	uint64_t size;

	if (p->budget)
		p->budget--;
	type = dt_type_resolve(type);
	size = dt_type_size(p->hdl, type);
	if (!p->budget)
		fputs("...", p->out);
	else if (dt_type_is_aggregate(type))
		print_aggregate(p, type, offset, depth);
	else if (dt_type_kind(type) == DT_KIND_ARRAY)
		print_array(p, type, offset, depth);
	else if (dt_type_is_string(type))
		print_string(p, offset, p->size);
	else if (!size || !within(p, offset, size))
		fputs("...", p->out);
	else
		print_whole(p, type, offset, size);
}

void dt_print_value(struct dtrace_hdl *hdl, FILE *out, struct dt_type *type, const void *data,
		    size_t size)
{
	unsigned int budget = size < DT_WALK_MAX ? 4096 + size * 16 : DT_WALK_MAX * 16;
	struct printer printer = {.hdl = hdl, .out = out, .data = data, .size = size};

	printer.budget = budget;
	print_type(&printer, type);
	print_value(&printer, type, 0, 0);
}
