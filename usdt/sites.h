/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the parts of a program with its own probes tell one another:
 *
 *	<dtrace/sdt.h>	puts a site record beside each probe of a generated header (section
 *			dtrace_sites, __DTRACE_RECORD)
 *	dtrace -G	sets `owner` and `function` in the records of the objects it is given, and
 *			writes an object with the template below and drti.c
 *	drti.c		joins both at start-up and tells the driver
 *	libdtrace/user	reads both from the file where there is no driver to be told
 *
 * All words are 32 bits wide in the byte order of the program, and relative, so that nothing
 * needs relocating when the program is loaded. ORDER SITE (sdt.h, libdtrace/dt_link_object.c).
 */
#ifndef USDT_SITES_H
#define USDT_SITES_H

#include <stdint.h>

#define DTRACE_SITES_SECTION	 "dtrace_sites"
#define DTRACE_TEMPLATES_SECTION "dtrace_templates"

struct dtrace_site {
	uint32_t length;   /* of this record, padding included */
	int32_t probe;	   /* the instruction, relative to this word */
	int32_t semaphore; /* its counter, relative to this word */
	uint32_t owner;	   /* identity of the template that names its function; 0: none */
	uint32_t function; /* offset in the template's strings */
	char strings[];	   /* provider \0 name \0 argument descriptors \0 */
};

/*
 * Templates (section dtrace_templates), one a provider, one behind the other; owner 0 ends them. Each: header, probes, strings
 * (offset 0 is "", padded to a multiple of 4). Strings of types stand one after another, as many as
 * there are arguments; `mapping` is a byte among the strings for each translated argument.
 */
struct dtrace_template {
	uint32_t owner;
	uint32_t provider;	/* offset in the strings */
	uint32_t attributes[5]; /* as in DOF */
	uint32_t probes;	/* how many */
	uint32_t strings;	/* bytes of the strings */
};

/*
 * The program of an object's helpers (dtrace:helper:ustack: clauses) as DOF; size 0: it has none. 8-aligned.
 * Apart from it, where the dynamic linker may write, the addresses of the symbols it names, as it is to have
 * them: each is to be added to the eight bytes at an offset of the image.
 */
struct dtrace_template_program {
	uint32_t size, links;
	uint8_t image[];
};

struct dtrace_template_link {
	unsigned long offset, address;
};

struct dtrace_template_probe {
	uint32_t name;			      /* as in the site records: "order__placed" */
	uint32_t d_name;		      /* as D has it: "order-placed" */
	uint32_t native, translated, mapping; /* offsets */
	uint32_t native_count, translated_count;
};

#endif
