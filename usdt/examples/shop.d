#!/usr/sbin/dtrace -qs
/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Who orders, and what it comes to:  dtrace -qs shop.d -c ./shop */

shop$target:::order-placed
{
	printf("order %d by %s\n", arg0, copyinstr(arg1));
}

shop$target:::order-done
{
	@cents = sum(arg1);
	@orders = count();
}

END
{
	printa("%@d orders, ", @orders);
	printa("%@d cents\n", @cents);
}
