/* @options: -x iregs=2 */
BEGIN { a = 1; trace(a + a * a); }
