# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# What is wrong with a description of the pid provider that matches nothing:
# [D_PROC_BADPID]
# [D_PROC_GRAB]
# [D_PROC_NAME]
# [D_PROC_LIB]
# [D_PROC_FUNC]
# [D_PROC_OFF]
# [D_PROC_ALIGN]
# @only: process
# shellcheck disable=SC2154,SC2086
cat >app.c <<'END'
__asm__(".globl sized\n.type sized, @function\nsized: nopl 64(%rax,%rax)\n nop\n ret\n.size sized, .-sized");
int main(void) { return 0; }
END
cc -g -o app app.c || exit 1
refused() {
	echo "$1:"
	"$dtrace" $options -x errtags -qn "$@" 2>&1 | sed -E 's/pid[0-9]{2,}/pidN/g; s/process [0-9]{2,}/process N/g'
}
refused 'pid0:a.out:main:entry'
refused 'pid$target:a.out:main:entry'
refused 'pid99999999999:a.out:main:entry'
refused 'pid999999999:a.out:main:entry'
refused 'pid1:a.out:main:entry'
for probe in main:exit nothing:entry sized:1 sized:5 sized:7 'noth*:entry'; do
	refused "pid\$target:a.out:$probe" -c ./app
done
refused 'pid$target:libnone.so:main:entry' -c ./app
refused 'pid$target:a.out:nothing:entry' -Z -c ./app | sed 1q
:
