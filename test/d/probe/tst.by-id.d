/* BEGIN is the first of all probes. */
1 { trace(probename); exit(0); }
