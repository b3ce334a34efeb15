#!/usr/sbin/dtrace -s
#pragma weak whatever
#
#ident "@(#) what"
  # pragma D option quiet
BEGIN { trace("ran"); exit(0); }
