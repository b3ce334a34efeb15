/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * names of types where they can stand: casts, sizeof, declarations, keys, and as ordinary names elsewhere
 */
typedef unsigned char byte_t;
typedef struct node { struct node *next; byte_t value; } node_t;
typedef int table_t[3];
byte_t small;
node_t *list;
string names[byte_t, node_t *];
table_t table;
BEGIN
{
	small = 300;
	this->n = (node_t *)alloca(sizeof (node_t));
	this->n->value = (byte_t)-1;
	this->n->next = NULL;
	list = this->n;
	names[small, list] = "found";
	table[1] = 9;
	byte = 5;
	printf("%d %d %s %d %d\n", small, list->value, names[44, list], table[1], (byte) - 1);
	printf("%d %d %d\n", sizeof (node_t), sizeof (table_t), list->next == NULL);
	exit(0);
}
