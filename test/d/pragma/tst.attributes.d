#pragma D attributes Private/Private/Unknown foo
int foo;
BEGIN { foo = 1; exit(0); }
