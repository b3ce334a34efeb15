/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * D libraries: every *.d of the library directories, each after those it says
 * it depends on ("#pragma D depends_on library name.d"), compiled once for a handle.
 *
 * The system's directory is the one -x syslibdir names; else, when this libdtrace runs from the
 * tree it was built in, the libraries of that tree; else those installed beside it; else
 * /usr/lib/dtrace.
 */
#include "dt_source.h"
#include "dt_unit.h"
#include <ctype.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#define LIBRARY_DIRECTORY "/usr/lib/dtrace"
#define BUILD_DIRECTORY	  "/../libdtrace/d" /* from the folder libdtrace was built in */
#define BESIDE_DIRECTORY  "/dtrace"	    /* from the folder it was installed in */
#define DEPENDENCIES_MAX  16

struct library {
	struct library *next;
	char *path, *name; /* name points into path */
	struct dt_text text;
	char *needs[DEPENDENCIES_MAX];
	size_t need_count;
	enum {
		LIBRARY_NEW,
		LIBRARY_BUSY,
		LIBRARY_DONE
	} state;
	bool skipped;
};

/* --- reading ------------------------------------------------------------------------------- */

int dt_source_read(struct dtrace_hdl *hdl, FILE *file, struct dt_text *text)
{
	size_t room = 0, got;
	char *grown;

	text->text = NULL;
	text->size = 0;
	do {
		if (text->size + 1 >= room) {
			room = room ? room * 2 : 16384;
			grown = realloc(text->text, room);
			if (!grown) {
				free(text->text);
				return dt_set_error(hdl, EDT_NOMEM, NULL);
			}
			text->text = grown;
		}
		got = fread(text->text + text->size, 1, room - text->size - 1, file);
		text->size += got;
	} while (got);
	text->text[text->size] = '\0';
	if (!ferror(file))
		return 0;
	free(text->text);
	return dt_set_error(hdl, errno, "failed to read D program: %s", strerror(errno));
}

static char *copy_word(const char *from)
{
	size_t length = strcspn(from, " \t\r\n");

	return length ? strndup(from, length) : NULL;
}

static const char *skip(const char *text, const char *word)
{
	text += strspn(text, " \t");
	if (strncmp(text, word, strlen(word)))
		return NULL;
	return text + strlen(word);
}

/* The library a line "#pragma D depends_on library x.d" names; NULL for other lines. */
static char *needed_library(const char *line)
{
	static const char *const words[] = {"#", "pragma", "D", "depends_on", "library"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		line = skip(line, words[i]);
		if (!line)
			return NULL;
	}
	return copy_word(line + strspn(line, " \t"));
}

static void find_needs(struct library *library)
{
	const char *line = library->text.text;
	char *name;

	for (; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		name = needed_library(line);
		if (name && library->need_count < DEPENDENCIES_MAX)
			library->needs[library->need_count++] = name;
		else
			free(name);
	}
}

static void library_free(struct library *library)
{
	for (size_t i = 0; i < library->need_count; i++)
		free(library->needs[i]);
	free(library->text.text);
	free(library->path);
	free(library);
}

static struct library *library_read(struct dtrace_hdl *hdl, const char *directory, const char *name)
{
	struct library *library = calloc(1, sizeof(*library));
	FILE *file = NULL;

	if (!library || asprintf(&library->path, "%s/%s", directory, name) < 0) {
		free(library);
		dt_set_error(hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	library->name = library->path + strlen(directory) + 1;
	library->text.name = library->path;
	library->text.library = true;
	file = fopen(library->path, "re");
	if (!file)
		dt_set_error(hdl, errno, "failed to open library %s: %s", library->path,
			     strerror(errno));
	if (!file || dt_source_read(hdl, file, &library->text)) {
		if (file)
			fclose(file);
		free(library->path);
		free(library);
		return NULL;
	}
	fclose(file);
	find_needs(library);
	return library;
}

/* --- directories --- */

static int is_library(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return length > 2 && entry->d_name[0] != '.' && !strcmp(entry->d_name + length - 2, ".d");
}

/* A directory that does not exist holds no libraries. */
static int read_directory(struct dtrace_hdl *hdl, const char *path, struct library **list)
{
	struct dirent **entries;
	int count = scandir(path, &entries, is_library, alphasort), result = 0;
	struct library *library;

	if (count < 0)
		return errno == ENOENT
			       ? 0
			       : dt_set_error(hdl, errno, "failed to read library directory %s: %s",
					      path, strerror(errno));
	for (int i = 0; i < count; i++) {
		library = result ? NULL : library_read(hdl, path, entries[i]->d_name);
		if (library) {
			*list = library;
			list = &library->next;
		} else {
			result = -1;
		}
		free(entries[i]);
	}
	free(entries);
	return result;
}

static bool is_directory(const char *path)
{
	struct stat info;

	return !stat(path, &info) && S_ISDIR(info.st_mode);
}

/* A directory from the folder that this code was loaded from; false when there is none. */
static bool own_directory(char *path, size_t size, const char *name)
{
	Dl_info self;
	const char *slash;
	int length;

	if (!dladdr((const void *)dt_libraries_load, &self) || !self.dli_fname)
		return false;
	slash = strrchr(self.dli_fname, '/');
	if (!slash)
		return false;
	length = snprintf(path, size, "%.*s%s", (int)(slash - self.dli_fname), self.dli_fname, name);
	return length > 0 && (size_t)length < size && is_directory(path);
}

static int read_directories(struct dtrace_hdl *hdl, struct library **list)
{
	char **extra = hdl->compile.libdirs, own[PATH_MAX];
	const char *path = hdl->compile.syslibdir;

	if (!path)
		path = own_directory(own, sizeof(own), BUILD_DIRECTORY) ||
				       own_directory(own, sizeof(own), BESIDE_DIRECTORY) ?
			       own :
			       LIBRARY_DIRECTORY;

	for (;;) {
		if (read_directory(hdl, path, list))
			return -1;
		while (*list)
			list = &(*list)->next;
		if (!extra || !*extra)
			return 0;
		path = *extra++;
	}
}

/* --- in order --- */

static struct library *find(struct library *list, const char *name)
{
	while (list && strcmp(list->name, name))
		list = list->next;
	return list;
}

static int load(struct dtrace_hdl *hdl, struct library *list, struct library *library)
{
	struct library *other;

	if (library->state == LIBRARY_DONE)
		return 0;
	if (library->state == LIBRARY_BUSY)
		return dt_set_error(hdl, EDT_COMPILER,
				    "libraries depend on one another in a circle: %s",
				    library->path);
	library->state = LIBRARY_BUSY;
	for (size_t i = 0; i < library->need_count; i++) {
		other = find(list, library->needs[i]);
		if (other && load(hdl, list, other))
			return -1;
		library->skipped |= !other || other->skipped;
	}
	library->state = LIBRARY_DONE;
	dt_debug(hdl, "library %s%s", library->path,
		 library->skipped ? ": skipped, what it depends on is not here" : "");
	if (library->skipped)
		return 0;
	if (dt_compile_library(hdl, &library->text, &library->skipped) && !library->skipped)
		return -1;
	return 0;
}

int dt_libraries_load(struct dtrace_hdl *hdl)
{
	struct library *list = NULL, *library;
	int result;

	if (hdl->compiler->libraries_loaded)
		return 0;
	result = read_directories(hdl, &list);
	for (library = list; library && !result; library = library->next)
		result = load(hdl, list, library);
	hdl->compiler->libraries_loaded = !result;
	while (list) {
		library = list;
		list = list->next;
		library_free(library);
	}
	return result;
}
