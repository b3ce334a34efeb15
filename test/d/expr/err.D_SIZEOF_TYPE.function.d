BEGIN { trace(sizeof (int ())); }
