/* @args: 1 2 3 */
#pragma D option argref
BEGIN { trace($1); exit(0); }
