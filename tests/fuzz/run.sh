#!/bin/sh
# run.sh BUILD FUZZER...: run each libFuzzer program for FUZZ_SECONDS, starting
# from the sample reports, the cases, the packs and tests/fuzz/seeds/NAME if it
# is there; those of office formats from the parts, or the files, of their cases. What it learns stays in BUILD/corpus/NAME, what breaks it in
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
# office_seeds FORMAT: the input of each case of that format, one a file
office_seeds()
{
	mkdir -p "$build/seeds-$1"
	awk -v dir="$build/seeds-$1" -v format="$1" '
		/^%% input / { on = $3 == format; n += on; next }
		/^%%/ { on = 0 }
		on { print > (dir "/case-" n) }' $(find tests/cases -name '*.case')
}

# office_words FORMAT: its elements, as a dictionary
office_words()
{
	grep -oh '"[a-z]:[A-Za-z-]*"' "checker/read/$1"*.[ch] | sort -u |
	    sed 's/"t:/"text:/; s/"b:/"table:/; s/"o:/"office:/; s/"y:/"style:/; s/"d:/"draw:/
		s/"s:/"/; s/"c:/"mc:/; s/^"\(.*\)"$/"<\1>"/'
}
for format in docx odt xlsx ods; do
	office_seeds "$format"
	office_words "$format" > "$build/fuzz_$format.dict"
done
export ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=1"
for fuzzer; do
	name=${fuzzer##*/}
	learnt=$build/corpus/$name
	mkdir -p "$learnt"
	case $name in
	fuzz_docx | fuzz_odt | fuzz_xlsx | fuzz_ods)
		set -- "-dict=$build/$name.dict" "$learnt" "$build/seeds-${name#fuzz_}" ;;
	*) set -- "$learnt" "$seeds" ;;
	esac
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
