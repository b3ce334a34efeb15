/* @loud */
#pragma D option quiet
BEGIN { trace("alone"); exit(0); }
