/* A clause whose predicate is false does none of it. */
BEGIN /0/ { if (1) trace("if"); else trace("else"); trace("after"); }
BEGIN { exit(0); }
