BEGIN { trace(1); trace(2) }
BEGIN { exit(0) }
