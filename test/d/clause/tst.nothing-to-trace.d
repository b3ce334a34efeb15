/* A program that declares but traces nothing ends at once. */
/* @status: 1 */
int x;
