/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Nasty declarations, compiled twice: into the test, which asks the compiler for sizes and offsets,
 * and by `gcc -gbtf` (`-g`) into type information, which the readers under test then describe.
 */
#ifndef TYPES_ORACLE_H
#define TYPES_ORACLE_H

enum oracle_color {
	ORACLE_RED = -2,
	ORACLE_GREEN,
	ORACLE_BLUE = 100
};

struct oracle_leaf {
	char tag;
	double weight;
};

struct oracle_later;

struct oracle_nasty {
	char first;
	unsigned int low : 3, mid : 7;
	unsigned int : 0;
	signed char level : 5;
	enum oracle_color color : 9;
	_Bool on : 1;
	union {
		long number;
		struct {
			short left, right;
		};
		char text[12];
	};
	struct oracle_leaf leaves[3];
	int (*handler)(struct oracle_nasty *, const char *, ...);
	struct oracle_later *later;
	const volatile unsigned long *const counter;
	float grid[2][2]; /* equal bounds: gcc 12 writes the dimensions in the wrong order */
	long double huge;
	unsigned long long bits64 : 47;
	char *names[4];
	struct {
		unsigned char a;
		unsigned short b;
	} inner;
	enum oracle_color plain_color;
	char name[16];
	unsigned long flexible[];
};

struct __attribute__((packed)) oracle_packed {
	char a;
	int b;
	long c;
	struct oracle_leaf leaf;
};

union oracle_union {
	char byte;
	int word;
	struct oracle_packed packed;
	unsigned int bits : 11;
};

struct oracle_wide {
	char a;
	int aligned __attribute__((aligned(32)));
};

struct oracle_fields {
	unsigned char a : 4, b : 5, c : 7;
	unsigned short d : 9;
	long e : 33;
	int f : 31;
	char g;
	unsigned long h : 1;
	unsigned int i : 32;
};

typedef struct oracle_nasty oracle_nasty_t;
typedef int oracle_function_t(oracle_nasty_t *, union oracle_union, unsigned char);

#endif
