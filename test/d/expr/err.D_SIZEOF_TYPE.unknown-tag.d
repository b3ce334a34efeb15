BEGIN { trace(sizeof (struct nonesuch)); }
