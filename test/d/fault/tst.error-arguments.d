/* What ERROR is told: clause, action, offset, kind of fault and address. */
BEGIN { trace(1); trace(*(int *)8); }
ERROR { printf("|%d %d %d %x\n", arg2, arg3 >= 0, arg4, arg5); exit(0); }
