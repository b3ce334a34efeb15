/* @args: 12 abc 0x10 010 */
/* An argument is what it looks like; with $$ always a string. */
int abc;
BEGIN { abc = 7; printf("%d %d %d %d [%s] [%s]\n", $1, $2, $3, $4, $$1, $$3); exit(0); }
