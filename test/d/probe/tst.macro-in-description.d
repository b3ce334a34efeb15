/* @args: BEGIN 1 */
dtrace:::$1 { trace($2); }
tick-$2ms { exit(0); }
