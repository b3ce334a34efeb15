/* A name of a later version of D is not there. */
#pragma D option version=1.4
#pragma D binding "1.5" five
inline int five = 5;
BEGIN { trace(five); }
