/* @options: -x knodefs */
/* A symbol that is not there, where its value is not needed. */
inline int present = 0;
BEGIN { printf("%d %d\n", present ? `no_such_symbol_at_all : 5, sizeof (`no_such_symbol_at_all)); exit(0); }
