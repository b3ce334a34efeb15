/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * toupper() and tolower() leave bytes above 127 alone
 */
BEGIN
{
	printf("%d\n", toupper("\344\366") == "\344\366");
	printf("%d\n", tolower("\304\326") == "\304\326");
	exit(0);
}
