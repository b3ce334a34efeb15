/* An inline that stands for a variable may be assigned. */
int global;
inline int alias = global;
BEGIN { alias = 3; alias++; printf("%d\n", global); exit(0); }
