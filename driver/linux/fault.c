/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Loads and stores at addresses that come from D programs. Any context, NMI
 * and interrupts-off sections included; never sleeps, takes no lock, calls no kernel function.
 *
 * Kernel addresses: only the canonical kernel half, by a load with an entry in the module's
 * own exception table. A user-half address must never get there: with SMAP the page-fault handler
 * oopses before it looks at the table.
 *
 * Device memory: reading a register can have an effect that nothing catches. What
 * is neither the direct map of RAM nor the kernel's own image is looked up in the page tables
 * first, and refused unless it is mapped write-back; ioremap() maps device memory in every other
 * way. (So RAM that a graphics driver maps write-combined is refused, too.) The tables are read
 * with interrupts off: whoever frees one waits for an interrupt round to every CPU first, or
 * flushes with INVLPGB, so they are not trusted either.
 *
 * User addresses: page faults off, so that a page that is not there is -EFAULT and not a
 * sleep, and only while the CPU really runs on the page tables of the current process (a kernel
 * thread borrows somebody's, and they change in the middle of a switch).
 */
#include <linux/mm.h>
#include <linux/pgtable.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <linux/uaccess.h>
#include <asm/asm.h>
#include <asm/processor.h>
#include <asm/smap.h>

#include "../core/host.h"

#define PAGE_CACHE_BITS (_PAGE_PWT | _PAGE_PCD)

/* --- copying with a way out --------------------------------------------------------- */

/* Bytes that were not copied: on a fault the string instruction stops with its count. */
static size_t copy_catching(void *to, const void *from, size_t size)
{
	asm volatile("1:	rep movsb\n"
		     "2:\n" _ASM_EXTABLE(1b, 2b)
		     : "+c"(size), "+D"(to), "+S"(from)
		     :
		     : "memory");
	return size;
}

/* Eight bytes, the size of nearly everything D loads. */
static int load_word_catching(u64 *to, u64 address)
{
	int error = -EFAULT;
	u64 value = 0;

	asm volatile("1:	movq (%[address]), %[value]\n"
		     "	xorl %[error], %[error]\n"
		     "2:\n" _ASM_EXTABLE(1b, 2b)
		     : [value] "+&r"(value), [error] "+&r"(error)
		     : [address] "r"(address)
		     : "memory", "cc");
	if (!error)
		*to = value;
	return error;
}

/* --- is this address safe to read? ------------------------------------------------- */

static bool in_kernel_half(u64 address, size_t size)
{
	u64 lowest = ~0ull << __VIRTUAL_MASK_SHIFT;

	return address >= lowest && address + size - 1 >= address;
}

/*
 * The display's window below 1 MiB: device memory that the direct map covers, write-back, as it
 * does all of the first megabyte. The ROMs above it read without an effect.
 */
#define WINDOW_START (PAGE_OFFSET + 0xa0000)
#define WINDOW_END   (PAGE_OFFSET + 0xc0000)

static bool is_display_window(u64 address, u64 last)
{
	return address < WINDOW_END && last >= WINDOW_START;
}

/* RAM without doubt: the direct map, the kernel's image and modules, this thread's stack. */
static bool is_plain_memory(u64 address, size_t size)
{
	u64 stack = (u64)current->stack;
	u64 last = address + size - 1;

	return (address >= PAGE_OFFSET && last < (u64)high_memory) ||
	       (address >= __START_KERNEL_map && last < MODULES_END) ||
	       (address >= stack && last < stack + THREAD_SIZE);
}

/*
 * A leaf entry; `pat` is where its level keeps the PAT bit. A user page in the kernel's half (the
 * emulated vsyscall page) is refused: with SMAP the page-fault handler would oops.
 */
static bool leaf_is_readable(u64 entry, u64 pat)
{
	return !(entry & (_PAGE_USER | PAGE_CACHE_BITS | pat));
}

/*
 * The entry in the table below `entry`, whose index shift is `shift`; 0 if that is no table. Where
 * the kernel flushes without interrupts (INVLPGB) a table may be freed and used for something else
 * under us: what it leads to is only believed to be an address of RAM, and loaded with a way out.
 */
static u64 next_entry(u64 entry, u64 address, unsigned int shift)
{
	u64 table = (u64)__va(entry & PTE_PFN_MASK), next = 0;

	if (table < PAGE_OFFSET || table >= (u64)high_memory)
		return 0;
	load_word_catching(&next, table + ((address >> shift) & (PTRS_PER_PTE - 1)) * sizeof(u64));
	return next;
}

/*
 * Walk the page tables this CPU runs on. False if nothing is mapped there, or a user page, or the
 * mapping is not write-back. Interrupts are off.
 */
static bool mapped_write_back(u64 address)
{
	unsigned int shift = PGDIR_SHIFT;
	u64 entry = native_read_cr3_pa();

	for (;; shift -= PMD_SHIFT - PAGE_SHIFT) {
		entry = next_entry(entry, address, shift);
		if (!(entry & _PAGE_PRESENT))
			return false;
		if (shift == PAGE_SHIFT)
			return leaf_is_readable(entry, _PAGE_PAT);
		if (shift <= PUD_SHIFT && (entry & _PAGE_PSE))
			return leaf_is_readable(entry, _PAGE_PAT_LARGE);
	}
}

static bool pages_are_memory(u64 address, size_t size)
{
	u64 page, last = (address + size - 1) & PAGE_MASK;
	unsigned long flags;
	bool memory;

	/* Xen PV: the entries hold machine frames, which cannot be followed like this. */
	if (boot_cpu_has(X86_FEATURE_XENPV))
		return false;
	raw_local_irq_save(flags);
	for (page = address & PAGE_MASK;; page += PAGE_SIZE) {
		memory = mapped_write_back(page);
		if (!memory || page == last)
			break;
	}
	raw_local_irq_restore(flags);
	return memory;
}

int host_load(void *to, uint64_t address, size_t size)
{
	if (size == 0)
		return 0;
	if (!in_kernel_half(address, size) || is_display_window(address, address + size - 1))
		return -EFAULT;
	if (!is_plain_memory(address, size) && !pages_are_memory(address, size))
		return -EFAULT;
	if (size == sizeof(u64))
		return load_word_catching(to, address);
	return copy_catching(to, (const void *)address, size) ? -EFAULT : 0;
}

/* --- user memory ----------------------------------------------------------------------- */

static bool user_memory_is_here(u64 address, size_t size)
{
	struct mm_struct *mm = current->mm;

	if (!mm || address >= TASK_SIZE_MAX || size > TASK_SIZE_MAX - address)
		return false;
	return native_read_cr3_pa() == __pa(mm->pgd);
}

static int copy_user(void *to, const void *from, size_t size)
{
	pagefault_disable();
	stac();
	size = copy_catching(to, from, size);
	clac();
	pagefault_enable();
	return size ? -EFAULT : 0;
}

int host_load_user(void *to, uint64_t address, size_t size)
{
	if (size == 0)
		return 0;
	if (!user_memory_is_here(address, size))
		return -EFAULT;
	return copy_user(to, (const void *)address, size);
}

int host_store_user(uint64_t address, const void *from, size_t size)
{
	if (size == 0)
		return 0;
	if (!user_memory_is_here(address, size))
		return -EFAULT;
	return copy_user((void *)address, from, size);
}

/* --- the caller's buffers: control path ------------------------------------------------- */

int host_copy_in(void *to, uint64_t address, size_t size)
{
	return copy_from_user(to, (const void __user *)address, size) ? -EFAULT : 0;
}

int host_copy_out(uint64_t address, const void *from, size_t size)
{
	return copy_to_user((void __user *)address, from, size) ? -EFAULT : 0;
}
