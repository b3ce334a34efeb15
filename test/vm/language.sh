#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The language tests against the driver: the same files, the same output.
# timeout: 1800

exec bash test/run-d --backend driver
