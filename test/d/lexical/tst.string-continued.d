/* A backslash at the end of a line joins it to the next. */
BEGIN { trace("one \
two"); exit(0); }
