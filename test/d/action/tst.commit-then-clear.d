/* The classic way: forget the speculation in the clause that commits it. */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("speculated\n"); }
BEGIN { commit(self->s); self->s = 0; }
BEGIN { printf("%d\n", self->s); exit(0); }
