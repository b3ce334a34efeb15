/* @options: -x unodefs */
BEGIN { trace((uint64_t)&`no_such_symbol_at_all); }
