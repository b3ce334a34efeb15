/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Images of static and pid probes: made once, then only read and shared. See user.h. Thread
 * context. */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "user.h"

struct user_image *user_image_new(const char *provider)
{
	struct user_image *image = kzalloc(sizeof(*image), GFP_KERNEL_ACCOUNT);

	if (!image)
		return NULL;
	kref_init(&image->references);
	INIT_LIST_HEAD(&image->probes);
	strscpy(image->provider, provider, sizeof(image->provider));
	return image;
}

static void free_probe(struct user_probe_image *probe)
{
	while (probe->site_count--) {
		iput(probe->sites[probe->site_count].inode);
		kfree(probe->sites[probe->site_count].locations);
	}
	kvfree(probe->sites);
	kfree(probe->module);
	kfree(probe->function);
	kfree(probe->name);
	kfree(probe->native);
	kfree(probe->translated);
	kfree(probe->mapping);
	kfree(probe);
}

static void free_image(struct kref *references)
{
	struct user_image *image = container_of(references, struct user_image, references);
	struct user_probe_image *probe, *next;

	list_for_each_entry_safe(probe, next, &image->probes, link)
		free_probe(probe);
	kfree(image);
}

void user_image_put(struct user_image *image)
{
	kref_put(&image->references, free_image);
}

struct user_probe_image *user_image_add_probe(struct user_image *image, const char *module,
					      const char *function, const char *name)
{
	struct user_probe_image *probe = kzalloc(sizeof(*probe), GFP_KERNEL_ACCOUNT);

	if (!probe)
		return NULL;
	probe->module = module ? kstrdup(module, GFP_KERNEL_ACCOUNT) : NULL;
	probe->function = kstrdup(function, GFP_KERNEL_ACCOUNT);
	probe->name = kstrdup(name, GFP_KERNEL_ACCOUNT);
	if ((module && !probe->module) || !probe->function || !probe->name) {
		free_probe(probe);
		return NULL;
	}
	list_add_tail(&probe->link, &image->probes);
	image->probe_count++;
	return probe;
}

static bool make_room(struct user_probe_image *probe)
{
	unsigned int room = probe->site_room ? probe->site_room * 2 : 1;
	struct user_site *sites;

	if (probe->site_count < probe->site_room)
		return true;
	sites = kvcalloc(room, sizeof(*sites), GFP_KERNEL_ACCOUNT);
	if (!sites)
		return false;
	if (probe->site_count)
		memcpy(sites, probe->sites, probe->site_count * sizeof(*sites));
	kvfree(probe->sites);
	probe->sites = sites;
	probe->site_room = room;
	return true;
}

struct user_site *user_image_add_site(struct user_image *image, struct user_probe_image *probe,
				      struct inode *inode)
{
	struct user_site *site;

	if (!make_room(probe) || !igrab(inode))
		return NULL;
	site = &probe->sites[probe->site_count++];
	site->inode = inode;
	image->site_count++;
	return site;
}
