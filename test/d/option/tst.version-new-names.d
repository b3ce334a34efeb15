/* @options: -x version=1.11 */
BEGIN { printf("%d %s %d\n", strtoll("7"), json("{\"a\":1}", "a"), index("abc", "c")); exit(0); }
