#pragma D binding "1.5" translator
BEGIN { exit(0); }
