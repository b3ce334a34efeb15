BEGIN { trace(12ulu); }
