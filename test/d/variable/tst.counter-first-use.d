/* ++ and += make a counter that starts at 0. */
BEGIN { x++; y += 5; self->c++; a["k"]++; a["k"] += 2; printf("%d %d %d %d\n", x, y, self->c, a["k"]); exit(0); }
