/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Block devices and files: bufinfo_t and devinfo_t of a struct bio, fileinfo_t of a struct file,
 * fds[]. A member given twice: see procfs.d.
 */

#pragma D depends_on backend kernel
#pragma D depends_on module vmlinux

/* --- requests to block devices --- */

/* <sys/buf.h>'s, and ours for what Linux has more. ORDER B_ (driver/providers/event_io.c) */
inline int B_BUSY = 0x1;
inline int B_DONE = 0x2;
inline int B_ERROR = 0x4;
inline int B_PAGEIO = 0x10;
inline int B_PHYS = 0x20;
inline int B_READ = 0x40;
inline int B_WRITE = 0x100;
inline int B_ASYNC = 0x400;
inline int B_FLUSH = 0x10000;
inline int B_DISCARD = 0x20000;
inline int B_SYNC = 0x40000;
inline int B_META = 0x80000;
inline int B_FUA = 0x100000;
inline int B_RAHEAD = 0x200000;

/*
 * What args[] of the io provider are made of: a request as the driver describes it.
 * ORDER DTRACE_IO (driver/providers/event_io.c)
 *
 * Members that are the kernel's structures are numbers here, cast where they are used: naming them
 * in a declaration made every start read all of the kernel's types (100 ms in a guest).
 */
struct dtrace_io {
	uint64_t address;
	uint64_t sector, bytes, resid;
	uint64_t iodone;
	uint64_t disk;		/* struct gendisk * */
	uint64_t mnt, dentry;	/* struct path */
	int64_t offset;
	uint32_t device;
	uint32_t flags;
	int32_t error;
};

typedef struct bufinfo {
	int b_flags;		/* B_* */
	size_t b_bcount;	/* bytes still to be transferred */
	uintptr_t b_addr;	/* the struct bio */
	uint64_t b_blkno;	/* in sectors of 512 bytes */
	uint64_t b_lblkno;
	size_t b_resid;
	size_t b_bufsize;
	uintptr_t b_iodone;	/* function called at the end */
	int b_error;		/* errno (of a struct bio: blk_status_t) */
	uint32_t b_edev;
} bufinfo_t;

/* bi_opf: the operation in the low eight bits, then flags. */
translator bufinfo_t < struct bio *b > {
	b_flags = (b->bi_opf & 1 ? B_WRITE : B_READ) |
		((b->bi_opf & 0xff) == 2 ? B_FLUSH : 0) | ((b->bi_opf & 0xff) == 3 ? B_DISCARD : 0) |
		(b->bi_opf & (1 << __REQ_SYNC) ? B_SYNC : 0) |
		(b->bi_opf & (1 << __REQ_META) ? B_META : 0) |
		(b->bi_opf & (1 << __REQ_FUA) ? B_FUA : 0) |
		(b->bi_opf & (1 << __REQ_RAHEAD) ? B_RAHEAD : 0);
	b_bcount = b->bi_iter.bi_size;
	b_addr = (uintptr_t)b;
	b_blkno = b->bi_iter.bi_sector;
	b_lblkno = b->bi_iter.bi_sector;
	b_resid = b->bi_iter.bi_size;
	b_bufsize = b->bi_iter.bi_size;
	b_iodone = (uintptr_t)b->bi_end_io;
	b_error = (int)b->bi_status;
	b_edev = b->bi_bdev ? b->bi_bdev->bd_dev : 0;
	b_edev = b->bi_disk ? (b->bi_disk->major << 20) + b->bi_disk->first_minor + b->bi_partno : 0;
};

translator bufinfo_t < struct dtrace_io *r > {
	b_flags = r->flags;
	b_bcount = r->bytes;
	b_addr = (uintptr_t)r->address;
	b_blkno = r->sector;
	b_lblkno = r->sector;
	b_resid = r->resid;
	b_bufsize = r->bytes;
	b_iodone = (uintptr_t)r->iodone;
	b_error = r->error;
	b_edev = r->device;
};

typedef struct devinfo {
	int dev_major;
	int dev_minor;
	int dev_instance;
	string dev_name;	/* of the driver's disk: "sda" */
	string dev_statname;	/* the same */
	string dev_pathname;	/* "/dev/sda" */
} devinfo_t;

translator devinfo_t < struct block_device *d > {
	dev_major = (int)(d->bd_dev >> 20);
	dev_minor = (int)(d->bd_dev & 0xfffff);
	dev_instance = (int)(d->bd_dev & 0xfffff);
	dev_name = stringof(d->bd_disk->disk_name);
	dev_statname = stringof(d->bd_disk->disk_name);
	dev_pathname = strjoin("/dev/", stringof(d->bd_disk->disk_name));
};

translator devinfo_t < struct bio *b > {
	dev_major = (int)(b->bi_bdev->bd_dev >> 20);
	dev_major = b->bi_disk->major;
	dev_minor = (int)(b->bi_bdev->bd_dev & 0xfffff);
	dev_minor = b->bi_disk->first_minor + b->bi_partno;
	dev_instance = (int)(b->bi_bdev->bd_dev & 0xfffff);
	dev_instance = b->bi_disk->first_minor + b->bi_partno;
	dev_name = stringof(b->bi_bdev->bd_disk->disk_name);
	dev_name = stringof(b->bi_disk->disk_name);
	dev_statname = stringof(b->bi_bdev->bd_disk->disk_name);
	dev_statname = stringof(b->bi_disk->disk_name);
	dev_pathname = strjoin("/dev/", stringof(b->bi_bdev->bd_disk->disk_name));
	dev_pathname = strjoin("/dev/", stringof(b->bi_disk->disk_name));
};

translator devinfo_t < struct dtrace_io *r > {
	dev_major = (int)(r->device >> 20);
	dev_minor = (int)(r->device & 0xfffff);
	dev_instance = (int)(r->device & 0xfffff);
	dev_name = r->disk ? stringof(((struct gendisk *)r->disk)->disk_name) : "<none>";
	dev_statname = r->disk ? stringof(((struct gendisk *)r->disk)->disk_name) : "<none>";
	dev_pathname = r->disk ? strjoin("/dev/", stringof(((struct gendisk *)r->disk)->disk_name)) : "<none>";
};

/* --- files --- */

typedef struct fileinfo {
	string fi_name;		/* the last part of the path */
	string fi_dirname;
	string fi_pathname;
	int64_t fi_offset;
	string fi_fs;		/* type of the file system */
	string fi_mount;	/* last part of where that is mounted */
	int fi_oflags;		/* O_* */
} fileinfo_t;

translator fileinfo_t < struct file *f > {
	fi_name = f ? stringof(f->f_path.dentry->d_name.name) : "<none>";
	fi_dirname = f ? dirname(d_path(&f->f_path)) : "<none>";
	fi_pathname = f ? d_path(&f->f_path) : "<none>";
	fi_offset = f ? f->f_pos : 0;
	fi_fs = f ? stringof(f->f_path.dentry->d_sb->s_type->name) : "<none>";
	fi_mount = f ? stringof(
		((struct mount *)((uintptr_t)f->f_path.mnt - offsetof(struct mount, mnt)))
			->mnt_mountpoint->d_name.name) : "<none>";
	fi_oflags = f ? (int)f->f_flags : 0;
};

/* Of a request nobody says through which open file it was made. */
translator fileinfo_t < struct dtrace_io *r > {
	fi_name = r->dentry ? stringof(((struct dentry *)r->dentry)->d_name.name) : "<none>";
	fi_dirname = r->mnt ? dirname(d_path((struct path *)&r->mnt)) : "<none>";
	fi_pathname = r->mnt ? d_path((struct path *)&r->mnt) : "<none>";
	fi_offset = r->offset;
	fi_fs = r->dentry ? stringof(((struct dentry *)r->dentry)->d_sb->s_type->name) : "<none>";
	fi_mount = r->mnt ? stringof(
		((struct mount *)((uintptr_t)r->mnt - offsetof(struct mount, mnt)))
			->mnt_mountpoint->d_name.name) : "<none>";
	fi_oflags = 0;
};

/* A number that is no open file of the running thread has no struct file. */
inline struct file *fd_file[int fd] =
	curthread->files && fd >= 0 && (unsigned int)fd < curthread->files->fdt->max_fds
	? curthread->files->fdt->fd[fd] : NULL;
inline fileinfo_t fds[int fd] = xlate <fileinfo_t>(fd_file[fd]);
#pragma D attributes Stable/Stable/Common fds

/* --- where the process stands --- */

inline string cwd = curthread->fs ? d_path(&curthread->fs->pwd) : "";
#pragma D attributes Stable/Stable/Common cwd
inline string root = curthread->fs ? d_path(&curthread->fs->root) : "";
#pragma D attributes Stable/Stable/Common root
