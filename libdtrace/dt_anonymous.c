/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Anonymous tracing as the consumer sees it: packing programs so that the driver can run them
 * by itself (-A), and taking over what they have recorded (-a).
 *
 * What is packed is what dtrace_program_exec and dtrace_go would send, image behind image: the
 * programs, the library's own ERROR clause, the options. The claimer asks the engine for everything
 * it needs to print: descriptions of records, formats, and the options the programs were saved
 * with, so that it prints as they wanted.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dtrace/dof.h>

#include "dt_consumer.h"

struct images {
	char *data;
	size_t size;
};

static int append(struct dtrace_hdl *hdl, struct images *images, const struct dt_program *program)
{
	size_t size;
	void *dof = dt_dof_create(hdl, program, &size);
	char *larger;

	if (!dof)
		return -1;
	larger = realloc(images->data, images->size + size);
	if (larger) {
		memcpy(larger + images->size, dof, size);
		images->data = larger;
		images->size += size;
	}
	free(dof);
	return larger ? 0 : dt_set_error(hdl, EDT_NOMEM, NULL);
}

void *dtrace_anonymous_dof(dtrace_hdl_t *hdl, dtrace_prog_t *const programs[], size_t count,
			   size_t *size)
{
	struct images images = {NULL, 0};
	struct dt_program *errors = dt_error_program(hdl);
	int error = errors ? 0 : -1;

	for (size_t i = 0; i < count && !error; i++)
		error = append(hdl, &images, programs[i]);
	if (!error)
		error = append(hdl, &images, errors);
	if (!error)
		error = append(hdl, &images, NULL);
	dt_program_destroy(errors);
	if (error) {
		free(images.data);
		return NULL;
	}
	*size = images.size;
	return images.data;
}

/* --- claiming ----------------------------------------------------------------------- */

/*
 * The engine made the image, header, one section header, options; nothing is believed nevertheless.
 */
static void take_options(struct dtrace_hdl *hdl, const char *image, size_t size)
{
	const struct dof_header *header = (const void *)image;
	const struct dof_section *section = (const void *)(header + 1);
	const struct dof_optdesc *options;

	if (size < sizeof(*header) + sizeof(*section) || section->type != DOF_SECT_OPTDESC ||
	    section->offset % sizeof(uint64_t) || section->offset > size ||
	    section->size > size - section->offset)
		return;
	options = (const void *)(image + section->offset);
	for (size_t i = 0; i < section->size / sizeof(*options); i++) {
		uint32_t option = options[i].option;

		/* What the claimer asked for itself comes first. */
		if (option < DTRACEOPT_MAX && hdl->options[option] == DTRACE_OPTION_UNSET)
			hdl->options[option] = options[i].value;
	}
}

int dt_anonymous_options(struct dtrace_hdl *hdl)
{
	struct dtrace_ioc_dof ask = {0};
	char *image;
	int error;

	if (!dt_control(hdl, DTRACEIOC_DOFGET, &ask) || hdl->error != ENOSPC)
		return -1;
	image = malloc(ask.size);
	if (!image)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	ask.buffer = (uintptr_t)image;
	error = dt_control(hdl, DTRACEIOC_DOFGET, &ask);
	if (!error)
		take_options(hdl, image, ask.size);
	free(image);
	return error;
}

int dt_anonymous_refusal(struct dtrace_hdl *hdl)
{
	if (hdl->backend != &dt_backend_driver)
		return dt_set_error(hdl, EDT_NODEV, "No anonymous tracing state: %s",
				    hdl->no_driver ? hdl->no_driver : "only the driver keeps one");
	if (hdl->error == ENOENT)
		return dt_set_error(
			hdl, EDT_NOANON,
			"No anonymous tracing state: the driver found no programs of "
			"dtrace -A when it was loaded, or they have been claimed already");
	return dt_set_error(hdl, EDT_ACTIVE, "Can't claim anonymous state and enable probes");
}
