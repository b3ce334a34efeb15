/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Block devices and files: bufinfo_t and devinfo_t of a struct bio, fileinfo_t of a struct file,
 * fds[]. A member given twice: see procfs.d.
 */

#pragma D depends_on module vmlinux

/* --- requests to block devices --- */

inline int B_READ = 0x1;
inline int B_WRITE = 0x2;
inline int B_FLUSH = 0x4;
inline int B_DISCARD = 0x8;
inline int B_SYNC = 0x10;
inline int B_META = 0x20;
inline int B_FUA = 0x40;
inline int B_RAHEAD = 0x80;

typedef struct bufinfo {
	int b_flags;		/* B_* */
	size_t b_bcount;	/* bytes still to be transferred */
	uintptr_t b_addr;	/* the struct bio */
	uint64_t b_blkno;	/* in sectors of 512 bytes */
	uint64_t b_lblkno;
	size_t b_resid;
	size_t b_bufsize;
	uintptr_t b_iodone;	/* function called at the end */
	int b_error;		/* blk_status_t */
	uint32_t b_edev;
} bufinfo_t;

/* bi_opf: the operation in the low eight bits, then flags. */
translator bufinfo_t < struct bio *b > {
	b_flags = ((b->bi_opf & 0xff) == 0 ? B_READ : 0) | ((b->bi_opf & 0xff) == 1 ? B_WRITE : 0) |
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

/* --- files --- */

inline int O_ACCMODE = 0x3;
inline int O_RDONLY = 0;
inline int O_WRONLY = 0x1;
inline int O_RDWR = 0x2;
inline int O_CREAT = 0x40;
inline int O_EXCL = 0x80;
inline int O_NOCTTY = 0x100;
inline int O_TRUNC = 0x200;
inline int O_APPEND = 0x400;
inline int O_NONBLOCK = 0x800;
inline int O_NDELAY = 0x800;
inline int O_DSYNC = 0x1000;
inline int O_ASYNC = 0x2000;
inline int O_DIRECT = 0x4000;
inline int O_LARGEFILE = 0x8000;
inline int O_DIRECTORY = 0x10000;
inline int O_NOFOLLOW = 0x20000;
inline int O_NOATIME = 0x40000;
inline int O_CLOEXEC = 0x80000;
inline int O_SYNC = 0x101000;
inline int O_PATH = 0x200000;
inline int O_TMPFILE = 0x410000;

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
