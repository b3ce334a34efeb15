/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * DOF, the file format in which a compiled D program (or the description of
 * an application's static probes) travels to the engine.
 *
 * A header, a table of section headers, sections. Sections name one another
 * by index; strings are offsets into a string-table section. All integers are in the
 * machine's byte order (the header says which). Offsets in section headers count from the start of the
 * image. A reader trusts nothing: see driver/core/dof.c.
 */
#ifndef DTRACE_DOF_H
#define DTRACE_DOF_H

#include <dtrace/types.h>

#define DOF_ID_SIZE 16
/* Indices in dof_header.ident. */
#define DOF_ID_MAG0 0 /* 0x7f 'D' 'O' 'F' */
#define DOF_ID_MODEL 4
#define DOF_ID_ENCODING 5
#define DOF_ID_VERSION 6
#define DOF_ID_DIFVERS 7
#define DOF_ID_DIFIREG 8
#define DOF_ID_DIFTREG 9
#define DOF_MODEL_ILP32 1
#define DOF_MODEL_LP64 2
#define DOF_ENCODE_LSB 1
#define DOF_ENCODE_MSB 2
#define DOF_VERSION_1 1
#define DOF_VERSION_2 2

struct dof_header {
	uint8_t ident[DOF_ID_SIZE];
	uint32_t flags;	  /* 0 */
	uint32_t hdrsize; /* sizeof (struct dof_header) */
	uint32_t secsize; /* sizeof (struct dof_section) */
	uint32_t secnum;
	uint64_t secoff; /* of the table of section headers */
	uint64_t loadsz; /* bytes of all loadable sections, from 0 */
	uint64_t filesz; /* bytes of the image */
	uint64_t pad;
};

#define DOF_NO_SECTION (~0u)
#define DOF_SECF_LOAD 1

struct dof_section {
	uint32_t type;	/* enum dof_section_type */
	uint32_t align; /* power of two */
	uint32_t flags; /* DOF_SECF_* */
	uint32_t entsize; /* bytes of an entry, 0 = no table */
	uint64_t offset;
	uint64_t size;
};

enum dof_section_type {
	DOF_SECT_NONE = 0,
	DOF_SECT_COMMENTS = 1,
	DOF_SECT_SOURCE = 2,
	DOF_SECT_ECBDESC = 3,
	DOF_SECT_PROBEDESC = 4,
	DOF_SECT_ACTDESC = 5,
	DOF_SECT_DIFOHDR = 6,
	DOF_SECT_DIF = 7,
	DOF_SECT_STRTAB = 8,
	DOF_SECT_VARTAB = 9,
	DOF_SECT_RELTAB = 10,
	DOF_SECT_TYPTAB = 11,
	DOF_SECT_URELHDR = 12,
	DOF_SECT_KRELHDR = 13,
	DOF_SECT_OPTDESC = 14,
	DOF_SECT_PROVIDER = 15,
	DOF_SECT_PROBES = 16,
	DOF_SECT_PRARGS = 17,
	DOF_SECT_PROFFS = 18,
	DOF_SECT_INTTAB = 19,
	DOF_SECT_UTSNAME = 20,
	DOF_SECT_XLTAB = 21,
	DOF_SECT_XLMEMBERS = 22,
	DOF_SECT_XLIMPORT = 23,
	DOF_SECT_XLEXPORT = 24,
	DOF_SECT_PREXPORT = 25,
	DOF_SECT_PRENOFFS = 26,
	DOF_SECT_PRSITES = 64 /* ours: what each site of PROFFS has of its own */
};

/* One clause: ECBDESC, a table in program order. */
struct dof_ecbdesc {
	uint32_t probes;  /* section PROBEDESC (a table: all descriptions of the clause) */
	uint32_t pred;	  /* section DIFOHDR or DOF_NO_SECTION */
	uint32_t actions; /* section ACTDESC or DOF_NO_SECTION (clause without actions) */
	uint32_t pad;
	uint64_t uarg; /* DOF_ECB_* */
};
#define DOF_ECB_CONTINUED 1 /* part of the clause before it: its matches are not counted */

struct dof_probedesc {
	uint32_t strtab; /* section */
	uint32_t provider, module, function, name; /* offsets in it */
	uint32_t id;				   /* 0, or the one probe meant */
};

struct dof_actdesc {
	uint32_t difo;	 /* section DIFOHDR or DOF_NO_SECTION */
	uint32_t strtab; /* section of `format` and `name`, or DOF_NO_SECTION */
	uint32_t kind;	 /* enum dtrace_action */
	uint32_t ntuple; /* aggregation: how many actions before it are its keys */
	uint64_t arg;	 /* printa, stack, lquantize…: see record.h */
	uint64_t uarg;	 /* statement number (low 32 bits); aggregation: variable id << 32 | statement */
	uint32_t format; /* offset of the format string, 0 = none */
	uint32_t name;	 /* aggregation: offset of its name */
};

/* DIFOHDR: an array of section indices after the return type. */
struct dof_difohdr {
	uint8_t kind, ckind, flags, pad; /* struct dif_type of the result */
	uint32_t size;
	uint32_t links[]; /* sections DIF, INTTAB, STRTAB, VARTAB …, in any order */
};

struct dof_optdesc {
	uint32_t option; /* enum dtrace_option */
	uint32_t strtab; /* section, or DOF_NO_SECTION */
	uint64_t value;
};

/* Static probes of applications: see D-SPEC 12 and 14. */
struct dof_provider {
	uint32_t strtab, probes, prargs, proffs, name;
	uint32_t provattr, modattr, funcattr, nameattr, argsattr;
	uint32_t prenoffs;
	uint32_t prsites; /* ours; sections of others end before it (DOF_PROVIDER_CLASSIC) */
};
#define DOF_PROVIDER_CLASSIC 44

struct dof_probe {
	uint64_t addr;
	uint32_t func, name, nargv, xargv, argidx, offidx;
	uint8_t nargc, xargc;
	uint16_t noffs;
	uint32_t enoffidx;
	uint16_t nenoffs, pad1;
	uint32_t pad2;
};

/*
 * An entry for each of PROFFS. Without this section arguments are where the calling convention has
 * them at a call.
 */
struct dof_prsite {
	uint64_t semaphore; /* address of a 16-bit counter that is not 0 while enabled, 0 = none */
	uint32_t arguments; /* in the provider's string table: descriptors as in .note.stapsdt */
	uint32_t pad;
};

#define DOF_ATTR(n, d, c) (((uint32_t)(n) << 24) | ((uint32_t)(d) << 16) | ((uint32_t)(c) << 8))
#define DOF_ATTR_NAME(a) (((a) >> 24) & 0xff)
#define DOF_ATTR_DATA(a) (((a) >> 16) & 0xff)
#define DOF_ATTR_CLASS(a) (((a) >> 8) & 0xff)

#endif
