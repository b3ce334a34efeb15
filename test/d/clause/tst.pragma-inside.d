/* @loud */
/* A control line may stand inside a clause. */
BEGIN
{
#pragma D option quiet
	trace("inside");
	exit(0);
}
