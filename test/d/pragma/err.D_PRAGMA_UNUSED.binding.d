#pragma D binding "1.5" nothing
BEGIN { exit(0); }
