inline int x = 5;
BEGIN { x = 6; }
