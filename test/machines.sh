# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Suites in virtual machines, several machines at a time. Sourced by test/run.
#
# A machine is a kernel, options of tools/vm, and the suites to run in it. Machines are queued, then
# run side by side (an emulated one uses one processor): first those that may take longest, so that in the
# end no processor waits for long. They are judged in that order, so what is printed does not depend on which
# was quicker. Each has a folder below $results; the file `status` appears there last.

missing_kernels=() # of the matrix
machine_limit=2000 # seconds that the time limits of a machine's suites may add up to
machine_kernel=() machine_name=() machine_options=() machine_scripts=() machine_dir=() machine_pid=()
machine_order=() # of their indexes, as they are started and judged

# queue KERNEL NAME OPTIONS SCRIPT...
queue() {
	local name=vm/$1${2:+ [$2]} dir
	dir=${name//[^A-Za-z0-9.]/-}
	# Options may be longer than the name of a file.
	[ ${#dir} -le 100 ] || dir=${dir:0:100}-${#machine_dir[@]}
	machine_kernel+=("$1") machine_name+=("$name") machine_options+=("$3")
	machine_dir+=("$results/$dir")
	shift 3
	machine_scripts+=("$*")
}

# suite_runs: "SCRIPT<tab>OPTIONS" for each run of each script, sorted so that equal
# options are together.
suite_runs() {
	local script
	for script in test/vm/*.sh; do
		is_chosen "$script" || continue
		awk -v script="$script" -v OFS='\t' '
			sub(/^# vm: */, "") { sub(/[ \t]*$/, ""); print script, $0; found = 1 }
			END { if (!found) print script, "" }' "$script"
	done | LC_ALL=C sort -s -t "$(printf '\t')" -k2,2
}

# time_limit SCRIPT: as test/vm/guest-run has it.
time_limit() {
	local limit
	limit=$(sed -n 's/^# timeout: *\([0-9]*\).*/\1/p' "$1" 2>/dev/null | head -n 1)
	echo "${limit:-120}"
}

# queue_suites KERNEL: every suite, machines for each set of options: as many as it takes to share the work.
queue_suites() {
	local script options current=none scripts=() sum=0 limit part=1
	while IFS=$'\t' read -r -u 3 script options; do
		limit=$(time_limit "$script")
		if [ "$options" != "$current" ] || [ $((sum + limit)) -gt "$machine_limit" ]; then
			queue_part "$1" "$current" "$part" "${scripts[@]}"
			part=$((part + 1)) scripts=() sum=0
			[ "$options" = "$current" ] || part=1
			current=$options
		fi
		scripts+=("$script")
		sum=$((sum + limit))
	done 3< <(suite_runs)
	queue_part "$1" "$current" "$part" "${scripts[@]}"
}

# queue_part KERNEL OPTIONS PART [SCRIPT...]
queue_part() {
	local kernel=$1 options=$2 name=$2
	[ "$3" -eq 1 ] || name="$2${2:+, }part $3"
	shift 3
	[ $# -eq 0 ] || queue "$kernel" "$name" "$options" "$@"
}

# short_suites: those of them that DTRACE_ONLY asks for.
short_suites() {
	local script
	grep -l '^# kernels: every' test/vm/*.sh | while read -r script; do
		if is_chosen "$script"; then echo "$script"; fi
	done
}

# queue_short KERNEL NAME [OPTIONS]: one machine with the suites that run on every kernel, by the
# driver that has its self-test inside.
# shellcheck disable=SC2016
queue_short() {
	# shellcheck disable=SC2046
	queue "$1" "$2" "--driver \"\$(test/kmod/build \"\$kernel\")\" ${3:-}" \
		$(short_suites)
}

# queue_matrix: test/vm/matrix, limited to DTRACE_MATRIX_KERNELS and DTRACE_MATRIX_CONFIGURATIONS.
queue_matrix() {
	local kernel name options
	for kernel in ${DTRACE_MATRIX_KERNELS:-$(tools/kernels names)}; do
		if ! tools/kernels path "$kernel" >/dev/null 2>&1; then
			missing_kernels+=("$kernel")
			continue
		fi
		while read -r -u 3 name options; do
			case " ${DTRACE_MATRIX_CONFIGURATIONS:-$name} " in
			*" $name "*) queue_short "$kernel" "$name" "$options" ;;
			esac
		done 3< <(grep -v '^#' test/vm/matrix)
	done
}

# boot INDEX: one machine, all its scripts. The guest marks where each begins and ends; one
# without its end mark is the one that the machine died in, and those after it have not been run.
boot() {
	local kernel=${machine_kernel[$1]} dir=${machine_dir[$1]} status
	# Options are words, quoted as a shell would have them.
	eval "set -- ${machine_options[$1]} --script test/vm/guest-run ${machine_scripts[$1]}"
	tools/vm run --kernel "$kernel" --timeout "$vm_limit" --keep-log "$dir/console" "$@" \
		2>"$dir/stderr" </dev/null |
		awk -v dir="$dir" '
			$1 == "=====up" { print $2 > (dir "/up"); next }
			$1 == "=====begin" { name = $2; print "" > (dir "/" name ".out"); next }
			$1 == "=====end" { print $3, $4 > (dir "/" $2 ".end"); close(dir "/" $2 ".out"); name = ""; next }
			name { print > (dir "/" name ".out"); fflush() }'
	status=${PIPESTATUS[0]}
	echo "$status" >"$dir/status"
}

# start_machine INDEX: in a process group of its own, which can be ended as a whole.
start_machine() {
	rm -rf "${machine_dir[$1]}"
	mkdir -p "${machine_dir[$1]}"
	set -m
	boot "$1" </dev/null &
	machine_pid[$1]=$!
	set +m
}

stop_machines() {
	local pid
	for pid in "${machine_pid[@]}"; do
		kill -TERM -- "-$pid" 2>/dev/null
	done
}

# judge_machine INDEX: its suites, and how it ended; the sums go to the file `counts`.
judge_machine() {
	local dir=${machine_dir[$1]} base=${machine_name[$1]} script name status ended seconds sums=(0 0 0)
	status=$(cat "$dir/status" 2>/dev/null || echo 125)
	for script in ${machine_scripts[$1]}; do
		name=$(basename "$script" .sh)
		if [ -e "$dir/$name.end" ]; then
			read -r ended seconds <"$dir/$name.end"
			judge "$base/$name" "$dir/$name.out" "$ended" "$seconds"
		else
			{
				[ -e "$dir/$name.out" ] && echo "the machine ended while this ran:" ||
					echo "not run: the machine had ended"
				[ "$status" -eq 0 ] || cat "$dir/stderr"
			} >>"$dir/$name.out"
			judge "$base/$name" "$dir/$name.out" "$status"
			status=0
		fi
		sums=($((sums[0] + p)) $((sums[1] + f)) $((sums[2] + s)))
	done
	# All ended, and then the driver did not unload, or the kernel complained.
	if [ "$status" -ne 0 ]; then
		{ echo "1..1" && echo "not ok 1 - the machine ends well" && cat "$dir/stderr"; } >"$dir/machine.out"
		judge "$base/machine" "$dir/machine.out" "$status"
		sums[1]=$((sums[1] + 1))
	fi
	echo "${sums[*]}" >"$dir/counts"
}

machine_jobs() {
	local jobs
	jobs=$(nproc)
	[ "$jobs" -le 4 ] || jobs=4
	echo "${DTRACE_VM_JOBS:-$jobs}"
}

is_running() {
	kill -0 "${machine_pid[$1]}" 2>/dev/null
}

# running FROM TO: how many of these, in order, are.
running() {
	local i count=0
	for ((i = $1; i < $2; i++)); do
		if is_running "${machine_order[$i]}"; then count=$((count + 1)); fi
	done
	echo "$count"
}

# longest_first: the indexes of the machines by the time limits of their suites.
longest_first() {
	local i script sum
	for i in "${!machine_kernel[@]}"; do
		sum=0
		for script in ${machine_scripts[$i]}; do
			sum=$((sum + $(time_limit "$script")))
		done
		echo "$sum $i"
	done | sort -s -k1,1nr | cut -d ' ' -f 2
}

# run_machines: all that are queued.
run_machines() {
	local jobs started=0 judged=0 count=${#machine_kernel[@]}
	jobs=$(machine_jobs)
	mapfile -t machine_order < <(longest_first)
	trap stop_machines EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	while [ "$judged" -lt "$count" ]; do
		while [ "$started" -lt "$count" ] && [ "$(running "$judged" "$started")" -lt "$jobs" ]; do
			start_machine "${machine_order[$started]}"
			started=$((started + 1))
		done
		progress "${machine_name[${machine_order[$judged]}]}, machine $((judged + 1)) of $count" \
			"($passed passed, $failed failed)"
		wait -n
		while [ "$judged" -lt "$started" ] && ! is_running "${machine_order[$judged]}"; do
			judge_machine "${machine_order[$judged]}"
			judged=$((judged + 1))
		done
	done
	trap - EXIT INT TERM HUP
}

# matrix_table: kernel and configuration of each machine that ran, and what came of it.
matrix_table() {
	local i
	progress_end
	printf '\n%-34s %7s %7s %7s %9s\n' machine passed failed skipped "boot (s)"
	for i in "${!machine_kernel[@]}"; do
		# shellcheck disable=SC2046
		printf '%-34s %7s %7s %7s %9s\n' "${machine_name[$i]#vm/}" $(cat "${machine_dir[$i]}/counts") \
			"$(cat "${machine_dir[$i]}/up" 2>/dev/null || echo -)"
	done
	for i in "${missing_kernels[@]}"; do
		printf '%-34s could not be fetched\n' "$i"
	done
	echo
}
