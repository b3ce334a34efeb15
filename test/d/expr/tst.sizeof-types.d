/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sizeof of the basic types
 */
BEGIN
{
	printf("%d %d %d %d %d %d\n", sizeof (char), sizeof (short), sizeof (int), sizeof (long), sizeof (long long), sizeof (void *));
	printf("%d %d %d %d\n", sizeof (int8_t), sizeof (uint16_t), sizeof (int32_t), sizeof (uint64_t));
	printf("%d %d\n", sizeof (uintptr_t), sizeof (size_t));
	exit(0);
}
