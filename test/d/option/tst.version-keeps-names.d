/* @options: -x version=1.0 */
/* Built-in names are seen by programs for any version of D. */
BEGIN { printf("%d %s %d\n", strtoll("7"), json("{\"a\":1}", "a"), index("abc", "c")); exit(0); }
