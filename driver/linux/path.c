/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * struct path to text, in probe context: the kernel's d_path() takes locks that the probed code may
 * hold, so the parents are followed here by loads that may fail. A rename in the middle can yield
 * a name that never was; nothing worse.
 *
 * Of the private struct mount only the neighbourhood of its `mnt` is used: mnt_parent and
 * mnt_mountpoint are the two words before it, on every kernel this driver knows. path_start()
 * checks that on a mount whose place is known.
 */
#include <linux/dcache.h>
#include <linux/fs_struct.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/path.h>

#include "../core/host.h"
#include "compat_files.h"
#include "host_parts.h"
#include "path.h"

#define COMPONENTS_MAX 256

/* The beginning of struct mount (fs/mount.h). */
struct mount_beginning {
	struct hlist_node mnt_hash;
	uint64_t parent; /* struct mount *, itself at the top */
	uint64_t mountpoint;
	struct vfsmount mnt;
};

/* Where a walk is: an object on a mount; addresses, as nothing of it is trusted. */
struct place {
	uint64_t mnt, dentry;
};

/* What is read of one dentry. */
struct dentry_facts {
	uint64_t parent, name;
	u32 length;
};

static bool mounts_known;

static int load_u64(uint64_t address, size_t offset, uint64_t *value)
{
	return host_load(value, address + offset, sizeof(*value));
}

static int load_dentry(uint64_t dentry, struct dentry_facts *facts)
{
	int error = load_u64(dentry, offsetof(struct dentry, d_parent), &facts->parent);

	if (!error)
		error = load_u64(dentry, offsetof(struct dentry, d_name.name), &facts->name);
	if (!error)
		error = host_load(&facts->length, dentry + offsetof(struct dentry, d_name.len),
				  sizeof(facts->length));
	return error ?: facts->length > NAME_MAX ? -EFAULT : 0;
}

/* --- mounts ---------------------------------------------------------------------- */

static uint64_t mount_of(uint64_t mnt)
{
	return mnt - offsetof(struct mount_beginning, mnt);
}

/* From the root of a mount to where it is mounted. 1: nowhere, this is the top. */
static int leave_mount(struct place *place)
{
	uint64_t mount = mount_of(place->mnt), parent, mountpoint;

	if (load_u64(mount, offsetof(struct mount_beginning, parent), &parent) ||
	    load_u64(mount, offsetof(struct mount_beginning, mountpoint), &mountpoint))
		return -EFAULT;
	if (parent == mount)
		return 1;
	place->mnt = parent + offsetof(struct mount_beginning, mnt);
	place->dentry = mountpoint;
	return 0;
}

/* --- mounts of a file system --- */

#define MOUNT_SIZE_MAX 1024 /* of struct mount, roughly */

static size_t instance_offset; /* of the node in super_block's list; 0: not known */

/* The list of the root's file system has a node inside the root's mount. */
static void find_instances(const struct path *root)
{
	const struct super_block *super = root->mnt->mnt_sb;
	uint64_t node = compat_super_mounts(super), first = node;
	uint64_t mount = mount_of((uint64_t)root->mnt);
	unsigned int i;

	for (i = 0; node && i < 1024; i++) {
		if (node - mount < MOUNT_SIZE_MAX) {
			instance_offset = node - mount;
			return;
		}
		if (load_u64(node, 0, &node) || node == first)
			return;
	}
}

struct vfsmount *path_some_mount(const struct super_block *super)
{
	uint64_t node = compat_super_mounts(super);

	if (!mounts_known || !node)
		return NULL;
	if (!COMPAT_SUPER_FIRST_MOUNT) {
		if (!instance_offset || node == (uint64_t)&super->s_mounts)
			return NULL;
		node -= instance_offset;
	}
	return (struct vfsmount *)(node + offsetof(struct mount_beginning, mnt));
}

/* Following the mounts upwards from our root must end at one that is its own parent. */
int path_start(void)
{
	struct place place;
	struct path root;
	int i, result = 0;

	get_fs_root(current->fs, &root);
	place.mnt = (uint64_t)root.mnt;
	place.dentry = (uint64_t)root.dentry;
	for (i = 0; i < 64 && result == 0; i++)
		result = leave_mount(&place);
	mounts_known = result == 1;
	if (!COMPAT_SUPER_FIRST_MOUNT)
		find_instances(&root);
	path_put(&root);
	if (!mounts_known)
		host_log("d_path() is not supported: struct mount of this kernel is unknown");
	return 0;
}

void path_stop(void)
{
	mounts_known = false;
}

/* --- text, growing downwards from the end of the caller's buffer ------------------- */

struct text {
	char *start, *at;
};

static int put_name(struct text *text, uint64_t name, u32 length)
{
	if ((size_t)(text->at - text->start) < length)
		return -ENAMETOOLONG;
	text->at -= length;
	return host_load(text->at, name, length);
}

static int put_slash(struct text *text)
{
	if (text->at == text->start)
		return -ENAMETOOLONG;
	*--text->at = '/';
	return 0;
}

static bool is_root_of_thread(const struct place *place)
{
	const struct fs_struct *fs = READ_ONCE(current->fs);

	return fs && place->mnt == (uint64_t)fs->root.mnt &&
	       place->dentry == (uint64_t)fs->root.dentry;
}

/*
 * One step up, its component put down. 1: there is no more. A dentry that is its own parent without
 * being the root of its mount stands for itself (pipes, sockets, anonymous files).
 */
static int step(struct text *text, struct place *place)
{
	struct dentry_facts facts;
	uint64_t mount_root;
	int error;

	if (is_root_of_thread(place))
		return 1;
	if (load_u64(place->mnt, offsetof(struct vfsmount, mnt_root), &mount_root))
		return -EFAULT;
	if (place->dentry == mount_root)
		return leave_mount(place);
	error = load_dentry(place->dentry, &facts);
	if (!error)
		error = put_name(text, facts.name, facts.length);
	if (error)
		return error;
	if (facts.parent == place->dentry)
		return 1;
	place->dentry = facts.parent;
	return put_slash(text);
}

static int path_to_text(struct text *text, struct place *place)
{
	unsigned int i;

	for (i = 0; i < COMPONENTS_MAX; i++) {
		int result = step(text, place);

		if (result)
			return result < 0 ? result : 0;
	}
	return -ELOOP;
}

int host_path(uint64_t path, char *to, size_t size)
{
	struct text text = {.start = to};
	struct place place;
	int error;

	if (!mounts_known)
		return -EOPNOTSUPP;
	if (size < 2)
		return -ENAMETOOLONG;
	if (load_u64(path, offsetof(struct path, mnt), &place.mnt) ||
	    load_u64(path, offsetof(struct path, dentry), &place.dentry))
		return -EFAULT;
	text.at = to + size - 1;
	*text.at = '\0';
	error = path_to_text(&text, &place);
	if (!error && !*text.at)
		error = put_slash(&text);
	if (error)
		return error;
	size -= text.at - to;
	memmove(to, text.at, size);
	return size - 1;
}
