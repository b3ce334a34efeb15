dtrace:::BEG?N { n++; }
dtrace:::B*N { n++; }
dtrace:::[A-C]EGIN { n++; }
dtrace:::[!a-z]EGIN { n++; }
d*e:::BEGIN { n++; }
BEGIN { trace(n); exit(0); }
