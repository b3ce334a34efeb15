BEGIN { trace((uint32)5); }
