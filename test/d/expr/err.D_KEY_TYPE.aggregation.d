/* An aggregation has no value to be a key. */
BEGIN { @a = count(); x[@a] = 1; }
