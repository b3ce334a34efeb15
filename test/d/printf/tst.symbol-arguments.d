/* An address nobody knows prints as such. */
BEGIN { printf("%a|%A|%a|%d\n", sym(1), usym(2), mod(3), 4); exit(0); }
