/* @options: -w */
BEGIN { freopen("."); }
