/* Messages count from #line on. */
#line 100
BEGIN { y; }
