BEGIN { x = alloca(-1); }
