/* @only: driver */
fbt::vfs_read:entry { trace(args[9]); }
