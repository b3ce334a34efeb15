/* @options: -x version=1.6 */
BEGIN { @ = llquantize(pid, 10, 0, 6, 20); }
