/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * deep expressions do not run out of registers
 */
BEGIN
{
	printf("%d\n", ((((((((((((((((((((((((((((((1+1)+2)+3)+4)+5)+6)+7)+8)+9)+10)+11)+12)+13)+14)+15)+16)+17)+18)+19)+20)+21)+22)+23)+24)+25)+26)+27)+28)+29)+30));
	printf("%d\n", 1+(2*(3+(4*(5+(6*(7+(8*(9+(10*(11+12)))))))))));
	exit(0);
}
