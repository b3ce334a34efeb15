/* @options: -w */
BEGIN { speculate(1); copyoutstr("text", 0, 4); }
