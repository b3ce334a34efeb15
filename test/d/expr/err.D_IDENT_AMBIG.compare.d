enum color { RED, GREEN };
enum color c;
BEGIN { RED = 3; }
BEGIN / c == RED / { exit(0); }
