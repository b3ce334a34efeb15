/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What sites write into the text, phase by phase; a synchronisation of all CPUs ends each phase,
 * and one phase is for all places of a batch.
 *
 *	arm	a breakpoint over the first byte
 *	convert	the rest of the jump behind the breakpoint; then its first byte
 *	revert	a breakpoint over the jump's first byte; then the original rest
 *	disarm	revert, then the original first byte
 *
 * So the first byte is a breakpoint whenever the others change, and a CPU that runs into it goes on
 * in the copy, never behind it. That nobody stands in the others when they change is
 * site_jump.c's business. text_mutex is held from the first phase to the last: who holds it
 * (kprobes, which decode functions; ftrace) never sees the tail of a jump without its head.
 *
 * Invariants: a place is `armed` from before its breakpoint is written until after the
 * synchronisation that follows its removal, so a hit always finds it so. What we have written we
 * take out again, waiting for memory if need be, with one exception: somebody may have put a
 * breakpoint on the first byte of a jump (kprobes takes it for an instruction like others, and has
 * saved our byte to put it back later). Such a place is *held*: it stays a jump into its
 * trampoline, without users, until that breakpoint has gone.
 *
 * Thread context, site lock held.
 */
#include <linux/delay.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timekeeping.h>

#include "compat.h"
#include "proc.h"
#include "site_internal.h"
#include "xcall.h"

static const u8 breakpoint = BREAKPOINT;
static size_t armed_count, jump_count;
static u64 last_arm_ns, last_disarm_ns, last_convert_ns;

/* Room for a commit when there is no memory: it then takes more rounds. */
#define SPARE 64
static struct patch spares[2][SPARE];

size_t batch_make(struct batch *batch, unsigned int which, size_t count)
{
	*batch = (struct batch){};
	batch->patches = kvmalloc_array(count, sizeof(*batch->patches), GFP_KERNEL);
	if (batch->patches)
		return count;
	batch->patches = spares[which];
	return SPARE;
}

void batch_free(struct batch *batch, unsigned int which)
{
	if (batch->patches != spares[which])
		kvfree(batch->patches);
}

void batch_add(struct batch *batch, struct place *place)
{
	batch->patches[batch->count++] = (struct patch){.owner = place, .address = place->address};
}

/* --- phases ----------------------------------------------------------------------------------- */

/* Write into the patch what is to be done to the place; nothing: length 0. */
typedef void (*phase)(struct patch *patch, const struct place *place);

static void put(struct patch *patch, unsigned int offset, const u8 *expected, u8 compare,
		const u8 *bytes, u8 length)
{
	patch->address += offset;
	patch->expected = expected;
	patch->compare = compare;
	patch->bytes = bytes;
	patch->length = length;
}

static void breakpoint_in(struct patch *patch, const struct place *place)
{
	put(patch, 0, place->original, place->length, &breakpoint, 1);
}

static void breakpoint_out(struct patch *patch, const struct place *place)
{
	put(patch, 0, &breakpoint, 1, place->original, 1);
}

static void tail_to_jump(struct patch *patch, const struct place *place)
{
	put(patch, 1, place->original + 1, place->taken - 1, place->code + 1, place->taken - 1);
}

static void head_to_jump(struct patch *patch, const struct place *place)
{
	if (place->form == PLACE_HALF)
		put(patch, 0, &breakpoint, 1, place->code, 1);
}

static void head_to_breakpoint(struct patch *patch, const struct place *place)
{
	if (place->form == PLACE_HALF)
		put(patch, 0, place->code, place->taken, &breakpoint, 1);
}

static void tail_to_original(struct patch *patch, const struct place *place)
{
	if (place->form == PLACE_HALF)
		put(patch, 1, place->code + 1, place->taken - 1, place->original + 1,
		    place->taken - 1);
}

/* Not written although the text reads as it should: there was no memory for the mapping. */
static bool is_left_over(const struct patch *patch)
{
	return patch->length && !patch->done &&
	       !memcmp((void *)patch->address, patch->expected, patch->compare);
}

/* `insist`: what we have begun must go on, try until there is memory. */
static size_t run_phase(struct batch *batch, phase fill, bool insist)
{
	size_t i, written;

	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;

		batch->patches[i] = (struct patch){.owner = place, .address = place->address};
		fill(&batch->patches[i], place);
	}
	written = patch_apply(batch->patches, batch->count);
	for (i = 0; insist && i < batch->count; i++) {
		while (is_left_over(&batch->patches[i])) {
			msleep(1);
			written += patch_apply(batch->patches, batch->count);
		}
	}
	xcall_synchronize();
	return written;
}

/* --- arm and disarm ------------------------------------------------------------------------- */

void text_arm(struct batch *batch)
{
	u64 start = ktime_get_mono_fast_ns();
	size_t i;

	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;

		place->form = PLACE_INT3;
		WRITE_ONCE(place->armed, true);
	}
	smp_wmb();
	patch_lock();
	armed_count += run_phase(batch, breakpoint_in, false);
	patch_unlock();
	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;

		place->status = 0;
		if (batch->patches[i].done)
			continue;
		WRITE_ONCE(place->armed, false);
		place_refuse(batch, place, SITE_TEXT_CHANGED);
	}
	last_arm_ns = ktime_get_mono_fast_ns() - start;
	proc_event(PROC_EVENT_ARM, batch->count, last_arm_ns);
}

/* All places of the batch that have one form get another. Returns how many. */
static size_t change_form(struct batch *batch, enum place_form from, enum place_form to)
{
	size_t i, count = 0;

	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;

		if (place->form != from)
			continue;
		WRITE_ONCE(place->form, to);
		count++;
	}
	return count;
}

/* Jumps that read as we wrote them are about to change: from now on breakpoints there are ours. */
static size_t begin_revert(struct batch *batch)
{
	size_t i, count = 0;

	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;

		if (place->form != PLACE_JUMP ||
		    memcmp((void *)place->address, place->code, place->taken))
			continue;
		WRITE_ONCE(place->form, PLACE_HALF);
		count++;
	}
	return count;
}

/* Those on whose jump a breakpoint of somebody else stands drop out, to be tried again. */
static void drop_held(struct batch *batch)
{
	size_t i, kept = 0;

	for (i = 0; i < batch->count; i++) {
		const struct patch *patch = &batch->patches[i];
		struct place *place = patch->owner;

		/* The second: it came just now, from one who does not ask for text_mutex (kgdb). */
		if (place->form == PLACE_JUMP || (patch->length && !patch->done)) {
			WRITE_ONCE(place->form, PLACE_JUMP);
			place_refuse(batch, place, SITE_HELD);
			jumps_held();
		} else {
			batch->patches[kept++] = *patch;
		}
	}
	batch->count = kept;
}

static void jumps_to_breakpoints(struct batch *batch)
{
	size_t begun = begin_revert(batch);

	if (begun) {
		smp_wmb();
		run_phase(batch, head_to_breakpoint, true);
	}
	drop_held(batch);
	if (!begun)
		return;
	run_phase(batch, tail_to_original, true);
	jump_count -= change_form(batch, PLACE_HALF, PLACE_INT3);
}

void text_disarm(struct batch *batch)
{
	u64 start = ktime_get_mono_fast_ns();
	size_t i;

	patch_lock();
	jumps_to_breakpoints(batch);
	run_phase(batch, breakpoint_out, true);
	patch_unlock();
	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;

		WRITE_ONCE(place->armed, false);
		place->status = batch->patches[i].done ? 0 : SITE_TEXT_CHANGED;
	}
	armed_count -= batch->count;
	last_disarm_ns = ktime_get_mono_fast_ns() - start;
	proc_event(PROC_EVENT_DISARM, batch->count, last_disarm_ns);
}

void text_forget(struct place *place)
{
	if (!place->armed)
		return;
	jump_count -= place->form == PLACE_JUMP;
	armed_count--;
	WRITE_ONCE(place->armed, false);
}

/* --- from breakpoints to jumps and back ------------------------------------------------------- */

void text_convert(struct batch *batch)
{
	u64 start = ktime_get_mono_fast_ns();
	size_t i;

	patch_lock();
	run_phase(batch, tail_to_jump, false);
	for (i = 0; i < batch->count; i++)
		if (batch->patches[i].done)
			((struct place *)batch->patches[i].owner)->form = PLACE_HALF;
	run_phase(batch, head_to_jump, true);
	jump_count += change_form(batch, PLACE_HALF, PLACE_JUMP);
	patch_unlock();
	last_convert_ns = ktime_get_mono_fast_ns() - start;
	proc_event(PROC_EVENT_CONVERT, batch->count, last_convert_ns);
}

void text_revert(struct batch *batch)
{
	patch_lock();
	jumps_to_breakpoints(batch);
	patch_unlock();
}

size_t text_armed(void)
{
	return armed_count;
}

void text_totals(struct site_totals *totals)
{
	totals->armed = armed_count;
	totals->jumps = jump_count;
	totals->arm_ns = last_arm_ns;
	totals->disarm_ns = last_disarm_ns;
	totals->convert_ns = last_convert_ns;
}
