/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Packets that pcap() recorded, and where they go. See dt_pcap.c. */
#ifndef DT_PCAP_H
#define DT_PCAP_H

#include "dt_consumer.h"

struct dt_packet {
	uint64_t when;		   /* ns since 1970 */
	uint64_t length, captured; /* bytes: of the packet, of those that are here */
	uint64_t protocol;	   /* link type */
	const char *bytes;
	uint32_t limit; /* what a record has room for */
};

/* Into the file of freopen(), to tshark, or as text. */
int dt_pcap_print(struct dtrace_hdl *hdl, FILE *out, const dtrace_probedata_t *data,
		  const struct dt_packet *packet);
/* The output goes to another file, or this one was cut: a file header is wanted again. */
void dt_pcap_restart(struct dt_consumer *consumer);
/* No packet will follow: every tshark says its last. */
void dt_pcap_finish(struct dt_consumer *consumer);
void dt_pcap_close(struct dt_consumer *consumer);

#endif
