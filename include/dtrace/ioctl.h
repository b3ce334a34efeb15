/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The control interface between a consumer and the engine: the same commands
 * and structures through ioctl(2) on /dev/dtrace/dtrace and through a call into the
 * in-process host. Pointers travel as 64-bit integers; all structures have the
 * same layout for 32- and 64-bit callers. Every call returns 0 or a negative errno
 * (through ioctl: -1 and errno). Where a structure carries a buffer that proves too small the
 * call fails with ENOSPC after setting the needed size or count in the structure.
 */
#ifndef DTRACE_IOCTL_H
#define DTRACE_IOCTL_H

#include <dtrace/location.h>
#include <dtrace/probe.h>
#include <dtrace/record.h>
#include <dtrace/types.h>

#define DTRACE_DEVICE "/dev/dtrace/dtrace"
#define DTRACE_HELPER_DEVICE "/dev/dtrace/helper"
#define DTRACE_ABI 1

/* 'd' 't' 'r' << 8 | n, the classic numbers; LAST of the high bits keep them apart from ioctl(2)'s own. */
#define DTRACEIOC(n) ((('d' << 24) | ('t' << 16) | ('r' << 8)) | (n))
#define DTRACEIOC_PROVIDER DTRACEIOC(1)	    /* struct dtrace_ioc_provider */
#define DTRACEIOC_PROBES DTRACEIOC(2)	    /* struct dtrace_ioc_probes: listing by pattern */
#define DTRACEIOC_BUFSNAP DTRACEIOC(4)	    /* struct dtrace_ioc_snapshot */
#define DTRACEIOC_ENABLE DTRACEIOC(6)	    /* struct dtrace_ioc_enable */
#define DTRACEIOC_AGGSNAP DTRACEIOC(7)	    /* struct dtrace_ioc_snapshot */
#define DTRACEIOC_EPROBE DTRACEIOC(8)	    /* struct dtrace_ioc_eprobe */
#define DTRACEIOC_PROBEARG DTRACEIOC(9)	    /* struct dtrace_ioc_probearg */
#define DTRACEIOC_CONF DTRACEIOC(10)	    /* struct dtrace_ioc_conf */
#define DTRACEIOC_STATUS DTRACEIOC(11)	    /* struct dtrace_ioc_status */
#define DTRACEIOC_GO DTRACEIOC(12)	    /* struct dtrace_ioc_cpu */
#define DTRACEIOC_STOP DTRACEIOC(13)	    /* struct dtrace_ioc_cpu */
#define DTRACEIOC_AGGDESC DTRACEIOC(15)	    /* struct dtrace_ioc_aggdesc */
#define DTRACEIOC_FORMAT DTRACEIOC(16)	    /* struct dtrace_ioc_format */
#define DTRACEIOC_DOFGET DTRACEIOC(17)	    /* struct dtrace_ioc_dof: the state's options as DOF */
#define DTRACEIOC_USERPROBES DTRACEIOC(65)   /* struct dtrace_ioc_user_probes: probes in a process */
#define DTRACEIOC_USERWATCH DTRACEIOC(66)    /* struct dtrace_ioc_user_watch: follow a process */
#define DTRACEIOC_USERNEXT DTRACEIOC(67)     /* struct dtrace_ioc_user_next: what one has mapped */
#define DTRACEIOC_USERMAPS DTRACEIOC(68)     /* struct dtrace_ioc_user_maps: what ended ones had mapped */
#define DTRACEIOC_OPTION DTRACEIOC(64)	    /* struct dtrace_ioc_option: read a value as the engine settled it */

struct dtrace_ioc_conf {
	uint32_t abi;	      /* DTRACE_ABI */
	uint32_t dif_version; /* highest accepted */
	uint32_t int_registers, tuple_registers;
	uint32_t cpus;	   /* CPU numbers are below this */
	uint32_t pad;
	char host[32];	   /* "linux" or "process" */
	char release[64];  /* of the driver or library */
	char kernel[64];   /* uname -r, "" in a process */
};

struct dtrace_ioc_provider {
	char name[DTRACE_PROVIDER_LEN]; /* in */
	uint32_t pad;
	struct dtrace_provider_attributes attributes; /* out */
};

/*
 * Probes that match `pattern` and have id >= start, in order of id, packed into
 * the buffer: struct dtrace_packed_probe each, `length` bytes apart (8-aligned). With
 * DTRACE_PROBES_COUNT nothing is stored, only counted. On return `next` is where to go on, 0 at the end.
 */
struct dtrace_ioc_probes {
	struct dtrace_probe_desc pattern;
	dtrace_id_t start; /* in; from 1 */
	dtrace_id_t next;  /* out */
	uint32_t flags;	   /* DTRACE_PROBES_* */
	uint64_t buffer;   /* in: address */
	uint64_t size;	   /* in: bytes of buffer */
	uint64_t used;	   /* out: bytes */
	uint64_t count;	   /* out: probes found in this call */
};
#define DTRACE_PROBES_COUNT 0x1 /* only count */
#define DTRACE_PROBES_PROVIDE 0x2 /* let providers make what the pattern asks for (tick-123hz, pid…) first */

struct dtrace_packed_probe {
	dtrace_id_t id;
	uint32_t length; /* of this entry */
	char names[];	 /* provider \0 module \0 function \0 name \0 */
};

struct dtrace_ioc_enable {
	uint64_t dof;	    /* in: address */
	uint64_t size;	    /* in: bytes */
	uint32_t matched;   /* out: probes matched by all descriptions */
	uint32_t ecbs;	    /* out: ECBs made */
	char message[256];  /* out: why DIF or DOF was refused, or "" */
};

struct dtrace_ioc_snapshot {
	uint32_t cpu;	   /* in */
	uint32_t pad;
	uint64_t buffer;   /* in: address */
	uint64_t capacity; /* in: bytes; at least bufsize (aggsize) */
	uint64_t size;	   /* out: bytes stored */
	uint64_t drops;	   /* out: since the last snapshot */
	uint64_t errors;   /* out: run-time errors since the last snapshot */
	uint64_t oldest;   /* out: ring buffers: offset of the oldest firing */
	uint64_t timestamp; /* out: when the buffer was switched, ns */
};

struct dtrace_ioc_eprobe {
	dtrace_epid_t epid;   /* in */
	dtrace_id_t probe;    /* out */
	uint32_t size;	      /* out: bytes of a firing */
	uint32_t count;	      /* in: room in records; out: records there are */
	uint64_t records;     /* in: address of struct dtrace_record_desc[] */
	struct dtrace_probe_desc desc; /* out */
};

struct dtrace_ioc_aggdesc {
	dtrace_aggid_t id;  /* in */
	uint32_t variable;  /* out: the compiler's id of the aggregation variable */
	uint32_t size;	    /* out: bytes of an entry */
	uint32_t count;	    /* as in eprobe; the last record is the value */
	dtrace_epid_t epid; /* out: who makes it */
	uint32_t pad;
	uint64_t records;
	char name[64]; /* out: the variable's name without @ */
};

struct dtrace_ioc_format {
	uint32_t format; /* in: from 1 */
	uint32_t length; /* in: room; out: bytes with NUL */
	uint64_t string; /* in: address */
};

struct dtrace_ioc_probearg {
	dtrace_id_t id;	 /* in */
	uint32_t index;	 /* in */
	int32_t mapping; /* out: which native argument; -1 = there is no such argument */
	uint32_t pad;
	char native[DTRACE_ARGTYPE_LEN]; /* out: C type */
	char translated[DTRACE_ARGTYPE_LEN]; /* out: D type, "" = none */
};

struct dtrace_ioc_cpu {
	uint32_t cpu; /* out: where BEGIN or END ran */
	uint32_t incomplete; /* out, GO: of its probes, how many cannot fire, or not everywhere */
};

struct dtrace_ioc_status {
	uint64_t dynamic_drops, dynamic_rinsing, dynamic_dirty;
	uint64_t speculation_drops, speculation_busy, speculation_unavailable;
	uint64_t errors;	   /* in ERROR clauses */
	uint64_t string_overflows; /* ustack()/jstack() */
	uint8_t exiting;	   /* exit() was called */
	uint8_t killed;		   /* the deadman ended it */
	uint8_t filled;		   /* a fill buffer is full */
	uint8_t pad[5];
};

struct dtrace_ioc_dof {
	uint64_t buffer, size; /* in: address, room; size out: needed */
};

struct dtrace_ioc_option {
	uint32_t option; /* in: enum dtrace_option */
	uint32_t pad;
	uint64_t value; /* out */
};

/*
 * Make probes at places of a user program that libdtrace has found: sites of one object in one process.
 * Sites with the same function and name that follow one another are one probe. A probe that exists already is
 * left alone. The probes go when the process ends, and when no consumer uses them any more.
 */
enum dtrace_user_kind {
	DTRACE_USER_ENTRY,  /* arguments as the calling convention has them */
	DTRACE_USER_RETURN, /* arg0: function_offset, arg1: the value */
	DTRACE_USER_OFFSET, /* no arguments */
	DTRACE_USER_STATIC, /* arguments[] */
	DTRACE_USER_LOCK_ENTRY, /* of plockstat: see <dtrace/plock.h> */
	DTRACE_USER_LOCK_RETURN,
	DTRACE_USER_KINDS
};
#define DTRACE_USER_ARGUMENTS 12
#define DTRACE_USER_SITES_MAX 65536

/* What the author of a static probe says of its arguments: strings of types, native ones first. */
#define DTRACE_USER_TYPES 2048
struct dtrace_user_declared {
	uint16_t native_count, translated_count; /* each at most DTRACE_USER_ARGUMENTS */
	uint8_t mapping[DTRACE_USER_ARGUMENTS];
	char types[DTRACE_USER_TYPES];
};

struct dtrace_user_site {
	uint32_t kind; /* enum dtrace_user_kind */
	uint32_t argument_count;
	uint64_t offset;	  /* of the instruction in the file */
	uint64_t semaphore;	  /* file offset of the counter, 0 = none */
	uint64_t function_offset; /* from the start of the function */
	uint64_t declared; /* address of struct dtrace_user_declared, 0: nothing is known; of a probe's first site */
	uint32_t plock;		  /* of the DTRACE_USER_LOCK_* */
	uint32_t pad;
	char function[DTRACE_FUNCTION_LEN];
	char name[DTRACE_NAME_LEN];
	struct dtrace_location arguments[DTRACE_USER_ARGUMENTS];
};

struct dtrace_ioc_user_probes {
	int32_t pid;
	int32_t file; /* the object, open for reading */
	char provider[DTRACE_PROVIDER_LEN]; /* without the pid */
	char module[DTRACE_MODULE_LEN];
	uint64_t sites; /* address of struct dtrace_user_site[] */
	uint32_t count;
	uint32_t made;	   /* out: probes */
	uint64_t question; /* the answer to it: later processes that map the object get them too; or 0 */
	uint32_t flags;	   /* DTRACE_USER_* or 0 */
	uint32_t attributes[5]; /* of the provider, as in DOF, with DTRACE_USER_ATTRIBUTES */
	char message[256]; /* out: why not */
};
#define DTRACE_USER_FOLLOW     0x1 /* meant for all processes: forked children of this one get them too */
#define DTRACE_USER_ATTRIBUTES 0x2 /* the provider's author says them */

/*
 * What processes map from now on. A process that has mapped code of a file is held, before it runs
 * any of that, until the consumer, which has fetched the question with USERNEXT, fetches another. A consumer
 * that follows all processes is asked once for each file.
 */
struct dtrace_ioc_user_watch {
	int32_t pid; /* one process, 0: all there are and will be, -1: follow nobody any more */
	uint32_t pad;
};

/* Waits. ECANCELED: nobody is followed any more. */
struct dtrace_ioc_user_next {
	uint64_t number; /* in: the question that is settled, or 0; out: this one's */
	uint64_t start;	 /* out: address of the mapping */
	int32_t pid;	 /* out */
	int32_t target;	 /* out: whose probes are meant: pid, or a process that it descends from */
};

/*
 * Where the code was of processes of which addresses were recorded (ustack() and the like) and that have ended,
 * or called exec, since. The first call is the wish to be told, and has none.
 */
struct dtrace_ioc_user_maps {
	uint64_t buffer; /* address of struct dtrace_user_map, one behind the other */
	uint32_t size;
	uint32_t used; /* out */
};

struct dtrace_user_map {
	uint64_t start, end, offset;
	uint64_t inode;
	uint32_t major, minor; /* of the device */
	int32_t pid;
	uint32_t length; /* of this one, the path included, a multiple of 8 */
	char path[];
};

/* Options carried in DOF (public numbers). Boolean ones are 0 or 1; DTRACE_OPTION_UNSET = default. */
enum dtrace_option {
	DTRACEOPT_BUFSIZE = 0,
	DTRACEOPT_BUFPOLICY,
	DTRACEOPT_DYNVARSIZE,
	DTRACEOPT_AGGSIZE,
	DTRACEOPT_SPECSIZE,
	DTRACEOPT_NSPEC,
	DTRACEOPT_STRSIZE,
	DTRACEOPT_CLEANRATE, /* ns */
	DTRACEOPT_CPU,
	DTRACEOPT_BUFRESIZE,
	DTRACEOPT_GRABANON,
	DTRACEOPT_FLOWINDENT,
	DTRACEOPT_QUIET,
	DTRACEOPT_STACKFRAMES,
	DTRACEOPT_USTACKFRAMES,
	DTRACEOPT_AGGRATE,    /* ns */
	DTRACEOPT_SWITCHRATE, /* ns */
	DTRACEOPT_STATUSRATE, /* ns */
	DTRACEOPT_DESTRUCTIVE,
	DTRACEOPT_STACKINDENT,
	DTRACEOPT_RAWBYTES,
	DTRACEOPT_JSTACKFRAMES,
	DTRACEOPT_JSTACKSTRSIZE,
	DTRACEOPT_AGGSORTKEY,
	DTRACEOPT_AGGSORTREV,
	DTRACEOPT_AGGSORTPOS,
	DTRACEOPT_AGGSORTKEYPOS,
	DTRACEOPT_TEMPORAL,
	DTRACEOPT_AGGHIST,
	DTRACEOPT_AGGPACK,
	DTRACEOPT_AGGZOOM,
	DTRACEOPT_ZONE,
	DTRACEOPT_SCRATCHSIZE, /* ours: bytes of alloca(), copyin() and strings in one clause */
	DTRACEOPT_MAX
};
#define DTRACE_OPTION_UNSET (~0ull)
enum dtrace_bufpolicy { DTRACE_BUFPOLICY_SWITCH, DTRACE_BUFPOLICY_FILL, DTRACE_BUFPOLICY_RING };
enum dtrace_bufresize { DTRACE_BUFRESIZE_AUTO, DTRACE_BUFRESIZE_MANUAL };

#endif
