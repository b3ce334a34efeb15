/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what is declared extern is defined elsewhere, perhaps nowhere: functions with and without parameters, variables
 */
extern int f(void);
extern char *g(const char *, ...);
extern int (*h(int))(char);
extern int counted;
int counted;
typedef int (*callback_t)(int, ...);
callback_t callback;
BEGIN
{
	counted = 7;
	callback = (callback_t)0;
	printf("%d %d %d\n", counted, callback == NULL, sizeof(callback_t));
	exit(0);
}
