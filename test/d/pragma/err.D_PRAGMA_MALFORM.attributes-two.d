#pragma D attributes Private/Private foo
int foo;
