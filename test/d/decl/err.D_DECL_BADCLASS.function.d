int f(void);
BEGIN { exit(0); }
