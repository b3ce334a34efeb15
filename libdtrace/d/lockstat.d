/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lockstat: who a readers-writer lock is taken for. ORDER RW_ (driver/providers/event_lock.c)
 */

inline int RW_WRITER = 0;
inline int RW_READER = 1;
