/* A slash ends a predicate only before what can follow one. */
BEGIN / 10 / 5 == 2 / { trace(8 / 2 / 2); }
BEGIN
/ 4
/ 2 /
{ exit(0); }
