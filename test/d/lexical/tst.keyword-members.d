/* Keywords are names behind . and -> and in offsetof. */
struct s { int a; int string_; };
BEGIN { this->p = (struct s *)alloca(8); this->p->a = 3; trace(offsetof(struct s, a) + this->p->a); exit(0); }
