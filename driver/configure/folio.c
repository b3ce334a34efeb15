/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Pages are found through folios since 5.16.
 */
#include <linux/pagemap.h>

struct address_space *check(struct page *page);
struct address_space *check(struct page *page)
{
	return folio_mapping(page_folio(page));
}
