inline int fact[int n] = n < 2 ? 1 : n * fact[n - 1];
BEGIN { trace(fact[3]); }
