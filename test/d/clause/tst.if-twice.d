/* What one clause did another sees. */
BEGIN { if (1) { self->x = 1; this->y = 2; } self->x++; }
BEGIN { if (self->x == 2) printf("%d %d\n", self->x, this->y); exit(0); }
