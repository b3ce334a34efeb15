/* @options: -x knodefs */
/* With knodefs a symbol need not be there, unless its value is needed. */
BEGIN { trace(`no_such_symbol_at_all); }
