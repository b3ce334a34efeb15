/* @options: -w */
BEGIN { speculate(1); raise(1); }
