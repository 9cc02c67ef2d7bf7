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

# ---- the language server: from a keystroke to its findings
echo
set -- $("${PYTHON:-/usr/bin/python3}" tests/lsp/latency.py "$tool" "$dir/1.md" 50)
awk -v median="$1" -v worst="$2" -v cpu="$3" "$judge"'BEGIN {
	is["ms"] = median
	printf "%-40s %9.2f %17s%s\n", "lsp, median of 50 edits of a pack, wall", median, "", judge("ms<=50", is)
	is["ms"] = worst
	printf "%-40s %9.2f %17s%s\n", "lsp, the worst of them", worst, "", judge("ms<=50", is)
	printf "%-40s %9.2f\n", "lsp, CPU of each", cpu }'

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
