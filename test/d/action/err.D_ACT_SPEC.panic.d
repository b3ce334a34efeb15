/* @options: -w */
BEGIN { speculate(1); panic(); }
