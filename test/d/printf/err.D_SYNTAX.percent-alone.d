BEGIN { printf("%", 1); }
