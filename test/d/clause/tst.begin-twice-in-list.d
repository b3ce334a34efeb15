BEGIN, BEGIN { trace("x"); }
BEGIN { exit(0); }
