/* Expressions without effect are statements. */
BEGIN { 1; "text"; pid; ; trace("end"); exit(0); }
