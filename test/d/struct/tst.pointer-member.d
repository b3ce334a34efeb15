/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a pointer to its own kind as a member
 */
struct node { int n; struct node *next; };

BEGIN
{
	this->a = (struct node *)alloca(sizeof(struct node));
	this->b = (struct node *)alloca(sizeof(struct node));
	this->a->n = 1;
	this->a->next = this->b;
	this->b->n = 2;
	this->b->next = NULL;
	printf("%d %d %d\n", this->a->n, this->a->next->n, this->a->next->next == NULL);
	exit(0);
}
