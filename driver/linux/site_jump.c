/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Jump sites: which places get the fast form, and how they come to it.
 *
 * A jump replaces whole instructions, five bytes or more, by one of the same length that leads to a
 * trampoline: a slot that calls jump_stub (stub.S), executes copies of these instructions, and
 * jumps back behind them. It stands behind the ftrace nop, never on it: ftrace compares its nop
 * before it writes, and switches itself off for good at a difference. The form is chosen when the
 * place is armed; site_check_jump() has looked at the instructions before.
 *
 * A place with a trampoline is armed as a breakpoint like the others, but its hits continue in the
 * trampoline's copy from the first one on. So nobody enters the bytes any more, and when all
 * who were preempted in there have moved on (tasks_move_on(), which takes its time, so a work item
 * does it) all places that were settled before are converted together. A place that was
 * disarmed meanwhile has lost that state and waits for the next round. Who wants the bytes
 * for himself then, a kprobe say, finds them as they were or makes us keep the breakpoint.
 *
 * The same work item frees the slots that were given back: nobody may be in there either.
 *
 * Thread context, site lock held, but for the work item itself, which takes it. The waits are
 * made without it.
 */
#include <linux/module.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include <asm/cpufeature.h>

#include "compat.h"
#include "proc.h"
#include "site_internal.h"
#include "site_lock.h"

static bool jump;
module_param(jump, bool, 0600);
MODULE_PARM_DESC(jump, "sites armed from now on become jumps where they can; N: breakpoints only");

/* Consumers that come and go at once cause no conversions. */
#define DELAY msecs_to_jiffies(20)
/* Trampolines leave these to breakpoints, some of which cannot be armed without. */
#define SLOTS_FOR_BREAKPOINTS (SLOT_COUNT / 8)
/* Somebody's breakpoint on a jump is there to stay for a while. */
#define HELD_DELAY HZ

static bool converting; /* there may be places to be settled */
static bool held;	/* .. or to be tried again */
static bool stopped;

/* --- the form ----------------------------------------------------------------------- */

static bool has_neighbour(const struct place *place)
{
	unsigned int i;

	for (i = 1; i < place->taken; i++)
		if (place_find(place->address + i))
			return true;
	return false;
}

/* Somebody's breakpoint behind the first instruction: the copy would pass it over. */
static bool is_tail_changed(const struct place *place)
{
	return memcmp((const u8 *)place->address + 1, place->original + 1, place->taken - 1);
}

static int jump_refusal(const struct place *place)
{
	if (!READ_ONCE(jump))
		return SITE_JUMP_OFF;
	/* Interrupts are switched off by other means than the trampoline's. */
	if (boot_cpu_has(X86_FEATURE_XENPV))
		return SITE_JUMP_XEN;
	if (place->no_jump)
		return place->no_jump;
	if (has_neighbour(place))
		return SITE_JUMP_NEIGHBOUR;
	return is_tail_changed(place) ? SITE_TEXT_CHANGED : 0;
}

static int make_slot(unsigned long *slot, struct place *place, void *alias,
		     int (*write)(struct place *place, void *alias))
{
	int reason;

	if (*slot)
		return 0;
	*slot = alias ? slot_take(slot == &place->trampoline ? SLOTS_FOR_BREAKPOINTS : 0) : 0;
	if (!*slot)
		return SITE_NO_SLOT;
	reason = write(place, alias);
	if (reason) {
		slot_give(*slot);
		*slot = 0;
	}
	return reason;
}

static int choose_jump(struct place *place, void *alias)
{
	int reason = make_slot(&place->trampoline, place, alias, trampoline_write);

	if (!reason)
		reason = x86_make_wide_jump(place->code, place->address, place->trampoline,
					    place->taken);
	if (reason)
		return reason;
	WRITE_ONCE(place->detour, place->trampoline + TRAMPOLINE_COPY);
	converting = true;
	return 0;
}

static int choose_breakpoint(struct place *place, void *alias)
{
	int reason;

	if (x86_must_emulate(&place->plan)) {
		WRITE_ONCE(place->detour, 0);
		return 0;
	}
	reason = make_slot(&place->slot, place, alias, slot_write);
	if (!reason)
		WRITE_ONCE(place->detour, place->slot);
	return reason;
}

int place_choose(struct place *place, void *alias)
{
	int reason = jump_refusal(place);

	if (!reason)
		reason = choose_jump(place, alias);
	place->why_int3 = reason;
	return reason ? choose_breakpoint(place, alias) : 0;
}

/* Without a slot (a refusal) its hits go on in the trampoline's copy. */
static int stay_int3(struct place *place, int reason, void *alias)
{
	place->form = PLACE_INT3;
	place->why_int3 = reason;
	return choose_breakpoint(place, alias);
}

/* --- making way ------------------------------------------------------------------------------- */

static int make_way(struct place *place)
{
	struct batch batch;
	void *alias;
	int reason;

	batch_make(&batch, 0, 1);
	batch_add(&batch, place);
	text_revert(&batch);
	batch_free(&batch, 0);
	if (place->form == PLACE_JUMP)
		return SITE_HELD;
	alias = slots_map();
	reason = stay_int3(place, SITE_JUMP_NEIGHBOUR, alias);
	if (alias)
		slots_unmap(alias);
	return reason;
}

int jumps_make_way(unsigned long address)
{
	unsigned int back;
	int reason = 0;

	for (back = 1; text_armed() && back < X86_MAX_LENGTH && !reason; back++) {
		struct place *place = place_find(address - back);

		if (place && place->armed && !place->why_int3 && place->taken > back)
			reason = make_way(place);
	}
	return reason;
}

/* --- from breakpoints to jumps ---------------------------------------------------------------- */

static void settle(struct place *place, void *any)
{
	if (!place->armed || place->form != PLACE_INT3 || place->why_int3)
		return;
	place->form = PLACE_SETTLING;
	*(bool *)any = true;
}

static bool begin_settling(void)
{
	bool any = false;

	site_lock();
	if (converting)
		place_each(settle, &any);
	converting = false;
	site_unlock();
	return any;
}

struct collection {
	struct batch batch;
	size_t room;
};

static void count_settled(struct place *place, void *count)
{
	*(size_t *)count += place->armed && place->form == PLACE_SETTLING;
}

static void collect_settled(struct place *place, void *data)
{
	struct collection *to = data;

	if (place->armed && place->form == PLACE_SETTLING && to->batch.count < to->room)
		batch_add(&to->batch, place);
}

static void keep_breakpoints(struct batch *batch)
{
	void *alias = slots_map();
	size_t i;

	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;

		if (place->form != PLACE_JUMP)
			stay_int3(place, SITE_TEXT_CHANGED, alias);
	}
	if (alias)
		slots_unmap(alias);
}

/* Makes of each place either a jump or a breakpoint that stays one; without memory of some. */
static bool convert_settled(void)
{
	struct collection to;
	size_t count = 0;

	place_each(count_settled, &count);
	if (!count)
		return false;
	to.room = batch_make(&to.batch, 0, count);
	place_each(collect_settled, &to);
	text_convert(&to.batch);
	keep_breakpoints(&to.batch);
	batch_free(&to.batch, 0);
	return true;
}

static void convert(struct work_struct *work)
{
	bool any = begin_settling();

	if (!slots_recycle() && any)
		tasks_move_on();
	site_lock();
	while (any && convert_settled())
		;
	if (held) {
		held = false;
		sites_retry();
	}
	site_unlock();
}

static DECLARE_DELAYED_WORK(conversion, convert);

void jumps_held(void)
{
	held = true;
}

void jumps_soon(void)
{
	if (stopped)
		return;
	if (converting || slots_in_limbo())
		schedule_delayed_work(&conversion, DELAY);
	else if (held)
		schedule_delayed_work(&conversion, HELD_DELAY);
}

void jumps_stop(void)
{
	site_lock();
	stopped = true;
	site_unlock();
	cancel_delayed_work_sync(&conversion);
}
