#!/bin/sh
# bench.sh BUILD: how long whole runs take, and how that grows. Processor time
# (user + system) and peak memory of the whole process, the median of several
# runs, all default rules unless said. The named peer is pcre2grep (with JIT),
# which only looks for patterns, on the same file in the same run. A bar says what
# a figure has to be and whether it is; a busy machine may miss one.
set -eu

build=$1
pack=../shared/packs/agenda-pack-2023-06-06.md
tool=$build/crossfoot

if [ ! -f "$pack" ]; then
	echo "bench: skipped, it needs $pack"
	exit 0
fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
: > "$dir/empty.md"
mkdir "$dir/files"
for i in $(seq 100); do
	cp "$pack" "$dir/files/pack-$i.md"
	cat "$pack" >> "$dir/100.md"
	[ "$i" -ne 10 ] || cp "$dir/100.md" "$dir/10.md"
done
cp "$pack" "$dir/1.md"
bytes=$(wc -c < "$pack")

# "ms<=20 extra<=20": each with its outcome; "extra" is MiB beyond the input
judge='function judge(bars, is,    n, i, bar, part, met, out) {
	n = split(bars, bar, " ")
	for (i = 1; i <= n; i++) {
		split(bar[i], part, /[<>]=/)
		met = bar[i] ~ />=/ ? is[part[1]] >= part[2] : is[part[1]] <= part[2]
		out = out "  " bar[i] (met ? " met" : " MISSED")
	}
	return out
}'

# row NAME RUNS BYTES BARS COMMAND...: one line of the table; the median goes to $median
row()
{
	name=$1 runs=$2 n=$3 bars=$4
	shift 4
	set -- $("$build/bench" "$runs" "$@")
	median=$1
	awk -v name="$name" -v ms="$1" -v kib="$2" -v n="$n" -v bars="$bars" "$judge"'BEGIN {
		is["ms"] = ms
		is["MB/s"] = n / 1e6 / (ms / 1e3)
		is["extra"] = (kib - n / 1024) / 1024
		rate = n > 0 ? sprintf("%.1f", is["MB/s"]) : "-"
		printf "%-40s %9.2f %7s %9.1f%s\n", name, ms, rate, kib / 1024, judge(bars, is) }'
}

# ratio NAME A B BARS: a line that sets two medians against each other
ratio()
{
	awk -v name="$1" -v a="$2" -v b="$3" -v bars="$4" "$judge"'BEGIN {
		is["x"] = a / b
		printf "%-40s %9.2f x%17s%s\n", name, a / b, "", judge(bars, is) }'
}

printf '%-40s %9s %7s %9s  %s\n' 'whole process, median' 'CPU ms' 'MB/s' 'peak MiB' 'bars'
row 'empty input' 51 0 'ms<=5' "$tool" check "$dir/empty.md"
empty=$median
row 'one pack' 21 "$bytes" 'ms<=20 extra<=20' "$tool" check "$dir/1.md"
one=$median
row '10 packs in one file' 7 $((bytes * 10)) '' "$tool" check "$dir/10.md"
ten=$median
row '100 packs in one file' 3 $((bytes * 100)) '' "$tool" check "$dir/100.md"
hundred=$median
row '100 packs as 100 files' 3 $((bytes * 100)) 'MB/s>=30' "$tool" check "$dir/files"
files=$median
row 'one pack, JSON with every relation' 21 "$bytes" '' \
    "$tool" check --format json --show all "$dir/1.md"
if "${PYTHON:-/usr/bin/python3}" tests/bench_office.py "$dir"; then
	for file in docx odt xlsx; do
		name='4 MB of XML'
		[ "$file" != xlsx ] || name='200,000 cells'
		row "$file, $name: reading" 11 4000000 '' "$tool" show --text "$dir/big.$file"
		row "$file, $name: checking" 11 4000000 \
		    "$([ "$file" = docx ] && echo 'ms<=150 extra<=36')" "$tool" check "$dir/big.$file"
	done
fi
grep_one=''
if command -v pcre2grep > /dev/null 2>&1; then
	# -o, so that it goes on after a line's first match
	row 'pcre2grep -o, 40 patterns, one pack' 21 "$bytes" '' \
	    pcre2grep -o -f tests/bench-patterns.txt "$dir/1.md"
	grep_one=$median
	row 'pcre2grep -o, 40 patterns, 100 packs' 3 $((bytes * 100)) '' \
	    pcre2grep -o -f tests/bench-patterns.txt "$dir/100.md"
	grep_hundred=$median
else
	echo 'pcre2grep: skipped, it is not installed'
fi
echo
ratio 'growth, 1 to 10 packs in one file' "$ten" "$one" 'x<=12'
ratio 'growth, 10 to 100 packs in one file' "$hundred" "$ten" 'x<=12'
ratio '100 files against 100 times one' "$files" "$(awk -v a="$one" 'BEGIN { print 100 * a }')" ''
ratio 'start-up, of a pack' "$empty" "$one" ''
if [ -n "$grep_one" ]; then
	ratio 'crossfoot against pcre2grep, one pack' "$one" "$grep_one" 'x<=1'
	ratio 'crossfoot against pcre2grep, 100 packs' "$hundred" "$grep_hundred" 'x<=1'
fi

# ---- many files at once: wall time, the two taken in turn, the best of each
echo
best1='' best2='' parallel_files=$dir/files
for _ in 1 2 3 4 5; do
	for jobs in 1 2; do
		took=$("$build/bench" -w 1 "$tool" check --jobs "$jobs" "$parallel_files")
		eval "best$jobs=\$(printf '%s\n' \$best$jobs ${took% *} | sort -n | head -n 1)"
	done
done
printf '%-40s %9.2f s %8.2f s\n' '100 packs as 100 files, 1 and 2 threads' \
    "$(awk -v ms="$best1" 'BEGIN { print ms / 1000 }')" "$(awk -v ms="$best2" 'BEGIN { print ms / 1000 }')"
ratio 'two threads against one, wall time' "$best1" "$best2" 'x>=1.8'
echo "$(uptime | sed 's/.*load/load/'), $(nproc) processors"

# ---- the page for 10,000 findings: what it adds to a run
awk 'BEGIN {
	for (i = 0; i < 5000; i++) {
		if (i % 20 == 0)
			printf "# Report %d\n\n", i / 20 + 1
		print "| Quay | A | B | C | D | E | F | G | H |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|"
		print "| North | 112 | 230 | 318 | 405 | 120 | 33 | 18 | 5 |"
		print "| South | 230 | 141 | 211 | 306 | 130 | 41 | 11 | 6 |"
		print "| East | 31 | 17 | 19 | 23 | 71 | 5 | 6 | 77 |"
		print "| Total | 373 | 388 | 548 | 734 | 321 | 79 | 53 | 188 |\n"
		printf "On Monday 6 June 2023 the crane at quay %d was inspected.\n\n", i
	}
}' > "$dir/many.md"
echo
"$tool" check --quiet "$dir/many.md" || [ $? -eq 1 ]
row 'without a page' 7 0 '' "$tool" check --quiet "$dir/many.md"
plain=$median
row 'with the page' 7 0 '' "$tool" check --quiet --output html="$dir/many.html" "$dir/many.md"
awk -v a="$plain" -v b="$median" "$judge"'BEGIN { is["ms"] = b - a
	printf "%-40s %9.2f%18s%s\n", "the page alone, ms", b - a, "", judge("ms<=200", is) }'
# ---- the language server: from a keystroke to its findings
echo
set -- $("${PYTHON:-/usr/bin/python3}" tests/lsp/latency.py "$tool" "$dir/1.md" 200)
awk -v median="$1" -v most="$2" -v worst="$3" -v cpu="$4" -v cpus="$5" -v rest="$7" "$judge"'BEGIN {
	is["ms"] = median
	printf "%-40s %9.2f %17s%s\n", "lsp, median of 200 edits of a pack, wall", median, "", judge("ms<=50", is)
	is["ms"] = most
	printf "%-40s %9.2f %17s%s\n", "lsp, 95 of 100 of them", most, "", judge("ms<=50", is)
	is["ms"] = worst
	printf "%-40s %9.2f %17s%s\n", "lsp, the worst of them", worst, "", judge("ms<=50", is)
	printf "%-40s %9.2f %9.2f\n", "lsp, CPU, median and 95 of 100", cpu, cpus
	printf "%-40s %9.2f\n", "lsp, pipes and the client, median", rest }'

# ---- what each rule costs, and what loading packs costs
# packs N: a pack of N rules, half of them with a pattern, half for tables
packs()
{
	awk -v n="$1" 'BEGIN {
		print "pack: many\nrules:"
		for (i = 0; i < n / 2; i++) {
			printf "  - {id: p%d, title: t, check: pattern, message: m, ", i
			printf "match: \"\\\\b(?:alpha|beta%d) (?<at>gamma)\\\\b\"}\n", i
			printf "  - {id: t%d, title: t, check: total, message: m, total: Sum %d}\n", i, i
		}
	}'
}

echo
printf '%-40s %9s %7s %9s\n' 'loading packs, median' 'CPU ms' 'MB/s' 'peak MiB'
row 'no packs, only the program' 51 0 '' "$tool" version
version=$median
row 'the built-in packs' 51 0 '' "$tool" rules
builtin=$median
for many in 100 1000 10000; do
	packs "$many" > "$dir/packs-$many.yml"
	row "$many rules" 7 "$(wc -c < "$dir/packs-$many.yml")" '' \
	    "$tool" rules --no-default-rules --rules "$dir/packs-$many.yml"
	awk -v name="  of that one rule, in microseconds" -v ms="$median" -v start="$version" -v n="$many" \
	    'BEGIN { printf "%-40s %9.2f\n", name, (ms - start) * 1000 / n }'
done
rules=$("$tool" rules --json | grep -c '"name"')
awk -v ms="$builtin" -v start="$version" -v n="$rules" \
    'BEGIN { us = (ms - start) * 1000 / n; printf "%-40s %9.2f                    us<=50 %s\n",
	"of a built-in rule, in microseconds", us, us <= 50 ? "met" : "MISSED" }'
echo
echo 'what each rule costs, one run over 10 packs in one file, wall time'
"$tool" check --quiet --statistics=cost "$dir/10.md" || [ $? -eq 1 ]
