/* A pragma counts from its line on. */
BEGIN { trace($1); exit(0); }
#pragma D option defaultargs
