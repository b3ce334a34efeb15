/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The BPF Type Format as the kernel writes it, and a checked, indexed image of it.
 *
 * The format (Documentation/bpf/btf.rst): a header, a section of type records numbered from 1 in
 * file order, a section of NUL-terminated names. Records are 12 bytes, followed by what their kind
 * needs. The BTF of a module is "split": its numbers and its name offsets go on where those of
 * vmlinux end.
 */
#ifndef DT_BTF_H
#define DT_BTF_H

#include "dt_type_impl.h"

#define BTF_MAGIC 0xeb9f

struct btf_header {
	uint16_t magic;
	uint8_t version; /* 1 */
	uint8_t flags;
	uint32_t header_size;
	uint32_t types_offset, types_size; /* offsets count from the end of the header */
	uint32_t names_offset, names_size;
};

enum btf_kind {
	BTF_INT = 1,
	BTF_PTR,
	BTF_ARRAY,
	BTF_STRUCT,
	BTF_UNION,
	BTF_ENUM,
	BTF_FWD,
	BTF_TYPEDEF,
	BTF_VOLATILE,
	BTF_CONST,
	BTF_RESTRICT,
	BTF_FUNC,
	BTF_FUNC_PROTO,
	BTF_VAR,
	BTF_DATASEC,
	BTF_FLOAT,
	BTF_DECL_TAG,
	BTF_TYPE_TAG,
	BTF_ENUM64,
	BTF_KIND_END
};

struct btf_type {
	uint32_t name;
	uint32_t info; /* flag:1 unused:2 kind:5 unused:8 count:16 */
	union {
		uint32_t size; /* INT STRUCT UNION ENUM ENUM64 FLOAT DATASEC */
		uint32_t type; /* the others */
	};
};

struct btf_array {
	uint32_t type, index_type, count;
};

struct btf_member {
	uint32_t name, type;
	uint32_t offset; /* bits; with the record's flag set: bit-field size in the upper 8 bits */
};

struct btf_enum {
	uint32_t name;
	uint32_t value;
};

struct btf_enum64 {
	uint32_t name, value_low, value_high;
};

struct btf_param {
	uint32_t name, type;
};

#define BTF_INT_SIGNED 1u
#define BTF_INT_CHAR   2u
#define BTF_INT_BOOL   4u

/* Enumerators by name: built when one is first asked for. */
struct btf_enumerator {
	uint32_t id; /* of the enum, 0: free */
	uint32_t index;
};

struct btf {
	struct dt_container container; /* first: readers are handed this */
	struct btf *base;	       /* what a module builds upon, or NULL */
	void *image;
	const char *names;		 /* this image's own */
	uint32_t names_size, first_name; /* offset of the first of them */
	const char *records;
	uint32_t records_size;
	uint32_t first_id, end_id; /* numbers of this image's own types */
	uint32_t *offsets;	   /* of the records, by id - first_id */
	struct dt_type **types;	   /* made so far, by id - first_id */
	uint32_t *slots;	   /* hash of names: ids, 0 = free */
	uint32_t slot_mask;
	struct btf_enumerator *enumerators;
	uint32_t enumerator_mask;
	bool signed_enums; /* the writer marks signed enums; if not, all count as signed */
};

static inline enum btf_kind btf_kind(const struct btf_type *record)
{
	return record->info >> 24 & 0x1f;
}

static inline uint32_t btf_count(const struct btf_type *record)
{
	return record->info & 0xffff;
}

static inline bool btf_flag(const struct btf_type *record)
{
	return record->info >> 31;
}

/* The record of a type of this very image; ids were given out by it, records are within bounds. */
static inline const struct btf_type *btf_record(const struct btf *btf, uint32_t id)
{
	return (const struct btf_type *)(btf->records + btf->offsets[id - btf->first_id]);
}

/* dt_btf_file.c */

/*
 * Check the image and number its types. 0, or -1 and the reason. Every record is within bounds
 * afterwards; names and numbers in it are not yet checked.
 */
int btf_scan(struct btf *btf, const void *image, size_t size, char *why, size_t why_size);
/* A name, of the base too; NULL when the offset is outside. */
const char *btf_name(const struct btf *btf, uint32_t offset);
/* The class a record is found under by name, -1: under none. */
int btf_name_class(const struct btf_type *record);
/* Hash the names of everything that is looked up by name. 0 or -1: no memory. */
int btf_index(struct btf *btf);
int btf_index_enumerators(struct btf *btf);

/* dt_btf.c */

/* Any number is accepted; UNKNOWN for one that stands for no type. */
struct dt_type *btf_type_by_id(struct btf *btf, uint32_t id);

#endif
