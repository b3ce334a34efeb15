/* The libraries are loaded before the program is read. */
#pragma D option nolibs
BEGIN { exit(0); }
