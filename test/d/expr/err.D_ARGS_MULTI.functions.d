/* @only: driver */
/* The first arguments of these functions have different types. */
fbt::vfs_read:entry, fbt::vfs_*:entry { trace(args[0]); }
