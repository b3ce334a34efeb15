/* A plain constant takes the size that its conversion asks for. */
BEGIN { printf("%hd %hhd %ld %lld %hu\n", 1, 2, 3, 4, 5); exit(0); }
