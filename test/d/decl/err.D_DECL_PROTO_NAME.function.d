extern void f(void x);
