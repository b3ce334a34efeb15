/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A DIF object of any bytes. See dif_object.c. */
#ifndef DIF_OBJECT_H
#define DIF_OBJECT_H

#include "../core/harness.h"

void dif_object(struct assembly *a, const uint8_t *data, size_t size);

#endif
