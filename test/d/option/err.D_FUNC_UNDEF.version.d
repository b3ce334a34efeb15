/* @options: -x version=1.10 */
/* strtoll() came with D 1.11. */
BEGIN { trace(strtoll("1")); }
