BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("never seen\n"); }
BEGIN { discard(self->s); self->s = 0; exit(0); }
