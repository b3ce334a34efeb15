// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The public header on its own in C++: it compiles without a word, and what it declares links.
#include <dtrace.h>

int main()
{
	int error = 0;
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_NODEV | DTRACE_O_NOSYS, &error);

	if (!hdl)
		return 1;
	char text[64];
	dtrace_attribute_t attribute = {DTRACE_STABILITY_STABLE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_ISA, 0};
	fprintf(stdout, "%s %s %s %s\n", dtrace_attr2str(attribute, text, sizeof(text)),
		dtrace_faultstr(hdl, DTRACEFLT_DIVZERO), dtrace_subrstr(hdl, 0), dtrace_language_version());
	dtrace_close(hdl);
	return 0;
}
