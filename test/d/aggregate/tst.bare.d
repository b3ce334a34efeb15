/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * @ is @_
 */
BEGIN { @ = count(); @_ = count(); printa(@); printa("%@d\n", @_); exit(0); }
