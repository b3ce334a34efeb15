/* The tag of a bad predicate does not depend on the clause's body. */
BEGIN /"text"/ { if (1) trace(1); }
