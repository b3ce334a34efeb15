/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What becomes of a packet that pcap() recorded:
 *
 *   after freopen(): the file is one of the public pcap format, with nanoseconds: a header, once, then
 *   the packets. It has one link type; a packet of another is refused with an error.
 *
 *   else tshark, if there is one in PATH, reads the same format and writes where the output goes; one
 *   process a link type. It has a process group of its own, because a Ctrl-C is for dtrace: tshark ends
 *   when there are no more packets, and is waited for then. It is fed through a pipe: it does not
 *   read from a socket.
 *
 *   else the bytes are shown as those of tracemem(), and a warning says so once.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "dt_pcap.h"

#define VIEWERS_MAX 8	       /* link types at a time */
#define MAGIC	    0xa1b23c4d /* of files with nanoseconds */

struct file_header {
	uint32_t magic;
	uint16_t major, minor;
	uint32_t zone, accuracy, limit, link;
};

struct packet_header {
	uint32_t seconds, nanoseconds, captured, length;
};

struct viewer {
	pid_t pid;
	int pipe; /* -1: it has gone */
	uint64_t link;
};

struct dt_pcap {
	bool headed; /* the file of freopen() has its header, of this link type */
	uint64_t link;
	bool told; /* that there is no tshark */
	struct viewer viewers[VIEWERS_MAX];
	size_t viewer_count;
};

static struct dt_pcap *pcap_of(struct dtrace_hdl *hdl)
{
	struct dt_consumer *consumer = hdl->consumer;

	if (!consumer->pcap)
		consumer->pcap = calloc(1, sizeof(*consumer->pcap));
	if (!consumer->pcap)
		dt_set_error(hdl, EDT_NOMEM, NULL);
	return consumer->pcap;
}

/* --- the format ------------------------------------------------------------------------------- */

static struct file_header header_of_file(const struct dt_packet *packet)
{
	return (struct file_header){.magic = MAGIC,
				    .major = 2,
				    .minor = 4,
				    .limit = packet->limit,
				    .link = (uint32_t)packet->protocol};
}

static struct packet_header header_of(const struct dt_packet *packet)
{
	return (struct packet_header){.seconds = (uint32_t)(packet->when / 1000000000),
				      .nanoseconds = (uint32_t)(packet->when % 1000000000),
				      .captured = (uint32_t)packet->captured,
				      .length = (uint32_t)packet->length};
}

/* --- a file ------------------------------------------------------------------------------------- */

static int write_file(struct dtrace_hdl *hdl, struct dt_pcap *pcap, FILE *out,
		      const dtrace_probedata_t *data, const struct dt_packet *packet)
{
	struct file_header file = header_of_file(packet);
	struct packet_header header = header_of(packet);

	if (pcap->headed && pcap->link != packet->protocol)
		return dt_library_error(
			hdl, data,
			"pcap() of link type %llu into a file of link type %llu: a file has one; "
			"freopen() another for it",
			(unsigned long long)packet->protocol, (unsigned long long)pcap->link);
	if ((!pcap->headed && fwrite(&file, sizeof(file), 1, out) != 1) ||
	    fwrite(&header, sizeof(header), 1, out) != 1 ||
	    fwrite(packet->bytes, 1, packet->captured, out) != packet->captured)
		return dt_set_error(hdl, EDT_OUTPUT, "cannot write output: %s", strerror(errno));
	pcap->headed = true;
	pcap->link = packet->protocol;
	return 0;
}

void dt_pcap_restart(struct dt_consumer *consumer)
{
	if (consumer->pcap)
		consumer->pcap->headed = false;
}

/* --- tshark ------------------------------------------------------------------------------------- */

static int spawn(pid_t *pid, int in, int out)
{
	static char *const arguments[] = {"tshark", "-l", "-r", "-", NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t defaults;
	int error;

	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	error = posix_spawnp(pid, arguments[0], &files, &attributes, arguments, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* As write(2), but a reader that has gone is only an error, for the rest of the program no signal. */
static ssize_t write_quietly(int file, const void *data, size_t size)
{
	const struct timespec now = {0};
	sigset_t signals, before, pending;
	ssize_t wrote;
	int error;

	sigemptyset(&signals);
	sigaddset(&signals, SIGPIPE);
	sigpending(&pending);
	pthread_sigmask(SIG_BLOCK, &signals, &before);
	wrote = write(file, data, size);
	error = errno;
	if (wrote < 0 && error == EPIPE && !sigismember(&pending, SIGPIPE))
		while (sigtimedwait(&signals, NULL, &now) < 0 && errno == EINTR)
			;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = error;
	return wrote;
}

static bool send_all(struct viewer *viewer, const void *data, size_t size)
{
	ssize_t sent;

	for (const char *at = data; size; at += sent, size -= (size_t)sent) {
		do
			sent = write_quietly(viewer->pipe, at, size);
		while (sent < 0 && errno == EINTR);
		if (sent < 0)
			return false;
	}
	return true;
}

static void end_viewer(struct viewer *viewer)
{
	if (viewer->pipe < 0)
		return;
	close(viewer->pipe);
	viewer->pipe = -1;
	while (waitpid(viewer->pid, NULL, 0) < 0 && errno == EINTR)
		;
}

/* NULL: none for this packet, and `error` says why. */
static struct viewer *start_viewer(struct dt_pcap *pcap, FILE *out, const struct dt_packet *packet,
				   int *error)
{
	struct viewer *viewer = &pcap->viewers[pcap->viewer_count];
	struct file_header file = header_of_file(packet);
	int ends[2];

	*error = EMFILE;
	if (pcap->viewer_count == VIEWERS_MAX)
		return NULL;
	fflush(out);
	if (pipe2(ends, O_CLOEXEC)) {
		*error = errno;
		return NULL;
	}
	*error = spawn(&viewer->pid, ends[0], fileno(out));
	close(ends[0]);
	viewer->link = packet->protocol;
	viewer->pipe = ends[1];
	if (*error) {
		close(ends[1]);
		return NULL;
	}
	pcap->viewer_count++;
	send_all(viewer, &file, sizeof(file)); /* a failure is that of the packet, too */
	return viewer;
}

static void warn_once(struct dtrace_hdl *hdl, struct dt_pcap *pcap, int error)
{
	if (!pcap->told)
		dt_warn(hdl,
			"pcap(): no tshark (%s), so packets are shown as bytes; freopen(\"x.pcap\") writes a file of them",
			strerror(error));
	pcap->told = true;
}

/* The tshark of this link type; started at its first packet. */
static struct viewer *viewer_of(struct dtrace_hdl *hdl, struct dt_pcap *pcap, FILE *out,
				const struct dt_packet *packet)
{
	struct viewer *viewer;
	int error = ENOENT;

	for (size_t i = 0; i < pcap->viewer_count; i++) {
		if (pcap->viewers[i].link == packet->protocol)
			return pcap->viewers[i].pipe < 0 ? NULL : &pcap->viewers[i];
	}
	if (pcap->told || !out || fileno(out) < 0)
		return NULL;
	viewer = start_viewer(pcap, out, packet, &error);
	if (!viewer)
		warn_once(hdl, pcap, error);
	return viewer;
}

/* False: it did not take the packet. */
static bool view(struct dtrace_hdl *hdl, struct dt_pcap *pcap, struct viewer *viewer,
		 const struct dt_packet *packet)
{
	struct packet_header header = header_of(packet);

	if (send_all(viewer, &header, sizeof(header)) &&
	    send_all(viewer, packet->bytes, packet->captured))
		return true;
	warn_once(hdl, pcap, errno);
	end_viewer(viewer);
	return false;
}

void dt_pcap_finish(struct dt_consumer *consumer)
{
	for (size_t i = 0; consumer->pcap && i < consumer->pcap->viewer_count; i++)
		end_viewer(&consumer->pcap->viewers[i]);
}

void dt_pcap_close(struct dt_consumer *consumer)
{
	dt_pcap_finish(consumer);
	free(consumer->pcap);
}

/* --- any of them --------------------------------------------------------------------------------- */

int dt_pcap_print(struct dtrace_hdl *hdl, FILE *out, const dtrace_probedata_t *data,
		  const struct dt_packet *packet)
{
	dtrace_recdesc_t bytes = {.action = DTRACEACT_TRACEMEM, .size = (uint32_t)packet->captured};
	struct dt_pcap *pcap = pcap_of(hdl);
	struct viewer *viewer;

	if (!pcap)
		return -1;
	if (packet->protocol > UINT16_MAX)
		return dt_library_error(hdl, data, "pcap(): there is no link type %llu",
					(unsigned long long)packet->protocol);
	if (hdl->consumer->redirected && out == hdl->consumer->redirected)
		return write_file(hdl, pcap, out, data, packet);
	viewer = viewer_of(hdl, pcap, out, packet);
	if (viewer && view(hdl, pcap, viewer, packet))
		return 0;
	return dt_print_record(hdl, out, &bytes, packet->bytes, 0, false);
}
