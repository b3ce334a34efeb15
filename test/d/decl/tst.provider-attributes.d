/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * attributes of a provider that the program declares, for each part
 */
provider myprov { probe start(int); };

#pragma D attributes Evolving/Evolving/Common provider myprov provider
#pragma D attributes Evolving/Evolving/Common provider myprov module
#pragma D attributes Evolving/Evolving/Common provider myprov function
#pragma D attributes Evolving/Evolving/Common provider myprov name
#pragma D attributes Evolving/Evolving/Common provider myprov args

BEGIN
{
	printf("fine\n");
	exit(0);
}
