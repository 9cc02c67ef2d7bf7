#!/bin/sh
# run.sh BUILD FUZZER...: run each libFuzzer program for FUZZ_SECONDS, starting
# from the sample reports, the cases, the packs and tests/fuzz/seeds/NAME if it
# is there. What it learns stays in BUILD/corpus/NAME, what breaks it in
# BUILD/crashes. Closes with "N passed, N failed".
set -u

build=$1
shift
seconds=${FUZZ_SECONDS:-60}
seeds=$build/seeds
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

mkdir -p "$seeds" "$build/crashes"
for file in corpus/*.md $(find tests/cases tests/bad rules -type f); do
	cp "$file" "$seeds/$(echo "$file" | tr '/' '-')"
done
export ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=1"
for fuzzer; do
	name=${fuzzer##*/}
	learnt=$build/corpus/$name
	mkdir -p "$learnt"
	set -- "$learnt" "$seeds"
	[ ! -d "tests/fuzz/seeds/$name" ] || set -- "$@" "tests/fuzz/seeds/$name"
	if "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
	    -print_final_stats=1 -artifact_prefix="$build/crashes/$name-" "$@" > "$log" 2>&1; then
		passed=$((passed + 1))
		runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
		echo "$name: $runs runs in $seconds s"
	else
		failed=$((failed + 1))
		grep -v -E '^#[0-9]+	' "$log" | head -n 60
		echo "$name: FAILED; the input is in $build/crashes/"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
