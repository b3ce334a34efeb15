int (*p)(int);
BEGIN { trace(p + 1); }
