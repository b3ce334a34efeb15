/* Aggregations in both branches, three levels deep. */
BEGIN { i = 0; }
tick-1ms
/i < 8/
{
	if (i % 2 == 0) {
		@n["even"] = count();
		if (i % 4 == 0) {
			@n["by four"] = count();
		}
	} else {
		if (i > 4)
			@n["odd, big"] = count();
		else
			@n["odd, small"] = count();
	}
	i++;
}
tick-1ms /i >= 8/ { exit(0); }
