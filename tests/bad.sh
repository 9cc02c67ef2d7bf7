#!/bin/sh
# bad.sh BUILD: what is broken, hostile or missing is refused with the right exit
# status and a message that says what and where, in bounded time, and the other
# files are still checked. Closes with "N passed, N failed, N skipped".
# SLOW=1 (sanitizers) gives more time.
set -u

build=$1
tool=$build/crossfoot
seconds=20
[ "${SLOW:-}" != 1 ] || seconds=120
passed=0 failed=0 skipped=0
dir=$(mktemp -d)
trap 'chmod -R u+rw "$dir"; rm -rf "$dir"' EXIT

# verdict NAME OK WHY
verdict()
{
	if [ "$2" = yes ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "bad: $1: $3"
	fi
}

# expect NAME STATUS TEXT COMMAND...: ends with the status and says TEXT somewhere
expect()
{
	name=$1 want=$2 text=$3
	shift 3
	timeout "$seconds" "$@" > "$dir/said" 2>&1 < "${input:-/dev/null}"
	st=$?
	if [ "$st" -eq 124 ]; then
		verdict "$name" no "took longer than $seconds s"
	elif [ "$st" -ne "$want" ]; then
		verdict "$name" no "status $st, not $want: $(head -c 600 "$dir/said")"
	elif ! grep -qF -e "$text" "$dir/said"; then
		verdict "$name" no "does not say \"$text\": $(head -c 600 "$dir/said")"
	else
		verdict "$name" yes ''
	fi
}

# repeat N TEXT: the text N times, no line end
repeat()
{
	awk -v n="$1" -v s="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s }'
}

# lines N TEXT: N lines
lines()
{
	awk -v n="$1" -v s="$2" 'BEGIN { for (i = 0; i < n; i++) print s }'
}

good="$dir/good.md"
wrong="$dir/wrong.md"
printf '# A report\n\nNothing to add up.\n' > "$good"
printf '# A report\n\nThe panel met on Monday 6 June 2023.\n' > "$wrong"

# ---- bytes that are no text
printf 'caf\351\n' > "$dir/latin1.md"
expect 'not UTF-8' 2 'latin1.md:1:4: ' "$tool" check "$dir/latin1.md"
expect 'not UTF-8, the words' 2 'not UTF-8: byte 0xE9' "$tool" check "$dir/latin1.md"
printf 'one\ntwo\0three\n' > "$dir/nul.md"
expect 'a NUL byte' 2 'nul.md:2:4: ' "$tool" check "$dir/nul.md"
head -c 100000000 /dev/zero | tr '\0' x > "$dir/line.md"
expect 'a line of 100 MB' 2 'the line has 100000000 bytes' "$tool" check "$dir/line.md"
rm -f "$dir/line.md"
: > "$dir/empty.md"
expect 'an empty file' 0 '' "$tool" check "$dir/empty.md"

# ---- paths and streams
expect 'a missing path' 2 'no-such.md' "$tool" check "$dir/no-such.md"
mkdir "$dir/nothing"
expect 'a directory without reports' 2 'nothing' "$tool" check "$dir/nothing"
if [ "$(id -u)" -eq 0 ]; then
	skipped=$((skipped + 1))	# root may read everything
else
	cp "$good" "$dir/secret.md"
	chmod 0 "$dir/secret.md"
	expect 'an unreadable file' 2 'secret.md' "$tool" check "$dir/secret.md"
fi
input=$wrong expect 'stdin' 1 'Monday' "$tool" check -
input=/dev/null expect 'empty stdin' 0 '' "$tool" check -
expect 'one bad file among good ones' 2 'latin1.md:1:4: ' "$tool" check "$good" "$dir/latin1.md" "$wrong"
expect 'the others are still checked' 2 'wrong.md:3:' "$tool" check "$dir/latin1.md" "$wrong"
expect 'an unknown option' 2 'no-such-option' "$tool" check --no-such-option "$good"
expect 'an unknown command' 2 'frobnicate' "$tool" frobnicate
"$tool" check "$wrong" > /dev/full 2> "$dir/said"
st=$?
[ "$st" -eq 2 ] && ok=yes || ok=no
verdict 'a full disk under the output' "$ok" "status $st"

# ---- rules
expect 'a missing rule pack' 2 'no-such.yml' "$tool" check --rules "$dir/no-such.yml" "$good"
cat > "$dir/key.yml" <<'YML'
pack: local
rules:
  - id: totals
    title: Totals add up
    chekc: total
    severity: error
    message: "{stated}"
YML
expect 'a rule with an unknown key' 2 'key.yml:5:5: ' "$tool" check --rules "$dir/key.yml" "$good"
expect 'the unknown key is named' 2 'chekc' "$tool" check --rules "$dir/key.yml" "$good"
expect 'reports are checked all the same' 2 'wrong.md:3:' "$tool" check --rules "$dir/key.yml" "$wrong"
cat > "$dir/pattern.yml" <<'YML'
pack: local
rules:
  - id: open
    title: A bracket that is never closed
    check: pattern
    severity: error
    match: "(a"
    message: found
YML
expect 'a pattern that does not compile' 2 'pattern.yml:7:' "$tool" check --rules "$dir/pattern.yml" "$good"
cat > "$dir/slow.yml" <<'YML'
pack: local
rules:
  - id: slow
    title: A pattern without end
    check: pattern
    severity: error
    match: "^(a+)+$"
    message: found
YML
{ repeat 50000 a; echo '!'; } > "$dir/slow.md"
expect 'a pattern that reaches its match limit' 2 'limit' "$tool" check --rules "$dir/slow.yml" "$dir/slow.md"
lines 20000 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' > "$dir/slow-lines.md"
expect 'a slow pattern on many lines' 2 'limit' "$tool" check --rules "$dir/slow.yml" "$dir/slow-lines.md"
printf 'pack: local\nrules: &a [*a, *a]\n' > "$dir/alias.yml"
expect 'aliases in rules' 2 'alias.yml:2:' "$tool" check --rules "$dir/alias.yml" "$good"
{ repeat 100000 '['; echo; } > "$dir/deep.yml"
expect 'rules nested deeply' 2 'deep.yml:' "$tool" check --rules "$dir/deep.yml" "$good"
printf 'pack: "\377"\n' > "$dir/latin1.yml"
expect 'rules that are not UTF-8' 2 'latin1.yml:1' "$tool" check --rules "$dir/latin1.yml" "$good"

awk 'BEGIN { print "pack: local\nparams:"; for (i = 0; i < 1000; i++) print "  p" i ": v" i
    print "rules:"; for (i = 0; i < 10000; i++)
	print "- {id: r" i ", title: t, check: mean, message: m, of: $p" i % 1000 "}" }' > "$dir/many.yml"
expect '10,000 rules with 1,000 parameters' 0 '' "$tool" check --rules "$dir/many.yml" "$good"
mkdir "$dir/chain"
for i in $(seq 300); do
	printf 'pack: p%d\nextends: p%d.yml\n' "$i" $((i + 1)) > "$dir/chain/p$i.yml"
done
printf 'pack: p301\nextends: p1.yml\n' > "$dir/chain/p301.yml"
expect 'a long circle of packs' 2 'extend one another in a chain' "$tool" check --rules "$dir/chain/p1.yml" "$good"
awk 'BEGIN { print "pack: local\nparams:\n  long:"; for (i = 0; i < 10000; i++) print "    - v" i
    print "rules:"; for (i = 0; i < 10000; i++)
	print "- {id: r" i ", title: t, check: mean, message: m, of: $long}" }' > "$dir/long.yml"
expect 'a long list in many rules' 2 'the parameters make more than' "$tool" check --rules "$dir/long.yml" "$good"
mkfifo "$dir/pipe.yml"
printf 'pack: local\nextends: pipe.yml\n' > "$dir/piped.yml"
expect 'a pack that extends a pipe' 2 'piped.yml:2:10: ' "$tool" check --rules "$dir/piped.yml" "$good"

# ---- sizes and depths: each report is made, then checked with
# big NAME STATUS TEXT [ENDING]
made="$dir/made"
big()
{
	mv "$made" "$dir/big.${4:-md}"
	expect "$1" "$2" "$3" "$tool" check "$dir/big.${4:-md}"
	rm -f "$dir/big.${4:-md}"
}

row()
{
	awk -v n="$1" -v sep="$2" 'BEGIN { for (i = 1; i < n; i++) printf "%d%s", i, sep; print n }'
}
lines 1000000 '# heading' > "$made"
big 'a million headings' 0 ''
awk 'BEGIN { for (i = 0; i < 1000000; i++) print "# heading " i "\n" }' > "$made"
big 'a million headings that differ' 0 ''
{ row 20000 '	'; row 20000 '	'; row 20000 '	'; } > "$made"
big '20,000 columns' 2 'CF_MAX_COLUMNS' tsv
{ row 20000 '	'; row 20000 '	'; row 20000 '	'; } > "$made"
big '20,000 tab-separated columns' 2 'CF_MAX_COLUMNS'
{ row 20000 '|'; row 20000 '|' | tr '0-9' '-'; row 20000 '|'; } > "$made"
big '20,000 pipe columns' 2 'CF_MAX_COLUMNS'
{ row 3000 '|'; row 3000 '|' | tr '0-9' '-'; lines 3000 '|1|'; } > "$made"
big 'a wide table of short rows' 2 'CF_MAX_CELLS'
repeat 100000 '>' > "$made"
big '100,000 nested quotes' 2 'CF_MAX_DEPTH'
awk 'BEGIN { for (i = 0; i < 3000; i++) { printf "%" i "s- x\n", "" } }' > "$made"
big '3,000 nested lists' 2 'CF_MAX_DEPTH'
repeat 100000 '- ' > "$made"
big '100,000 list marks in a line' 0 ''
repeat 100000 '[' > "$made"
big '100,000 open brackets' 0 ''
repeat 100000 '[a](' > "$made"
big '100,000 open links' 0 ''
repeat 100000 '*a_ ' > "$made"
big '100,000 emphasis marks' 0 ''
repeat 100000 '`a``' > "$made"
big '100,000 code marks' 0 ''
repeat 30000 '<div>' > "$made"
big 'HTML nested 30,000 deep' 0 ''
repeat 30000 '<table><tr><td>' > "$made"
big 'tables nested 30,000 deep' 2 'CF_MAX_DEPTH'
{ printf '| a |\n|---|\n|'; repeat 30000 '<b>'; printf ' |\n'; } > "$made"
big 'a cell of 30,000 open tags' 0 ''
lines 200000 '| 1 | 2 | 3 |' | { printf '| a | b | Total |\n|---|---|---|\n'; cat; } > "$made"
big 'a table of 200,000 rows' 0 ''
awk 'BEGIN { print "A	B	Total"; for (i = 0; i < 200000; i++) print i "	1	" i + 1 }' > "$made"
big '200,000 tab-separated rows' 0 ''
repeat 100000 '12% of 50 ' > "$made"
big 'a paragraph of 200,000 figures' 0 ''
repeat 1000000 9 > "$made"
big 'a number of a million digits' 0 ''
lines 100000 'On Monday 1 January 2024, 3 of 4 (75%) came, from 10% to 20%.' > "$made"
big 'a hundred thousand sentences' 0 ''

# ---- growth: four times as much takes less than eight times as long. A sanity
# bound only (make bench has the figures); what takes under 0.2 s is not judged.
# grow NAME MAKER: "MAKER n" writes a report of size n
grow()
{
	"$2" 1 > "$dir/x1.md"
	"$2" 4 > "$dir/x4.md"
	t1=$("$build/bench" 1 timeout "$seconds" "$tool" check "$dir/x1.md" | cut -d' ' -f1)
	t4=$("$build/bench" 1 timeout "$seconds" "$tool" check "$dir/x4.md" | cut -d' ' -f1)
	ok=$(awk -v a="${t1:-0}" -v b="${t4:-1e9}" 'BEGIN { print (b < 200 || b < 8 * a) ? "yes" : "no" }')
	verdict "$1" "$ok" "${t1:-?} ms became ${t4:-?} ms"
	rm -f "$dir/x1.md" "$dir/x4.md"
}
grow_sample() { for i in $(seq $(($1 * 50))); do cat corpus/*.md; done; }
grow_rows() { awk -v n="$(($1 * 20000))" 'BEGIN { print "A	B	C	Total"
    for (i = 0; i < n; i++) print i "	" i % 7 "	" 3 "	" i + i % 7 + 3 }'; }
grow_columns() { for i in 1 2 3 4 5 6 7 8 9; do row $(($1 * 1000)) '	'; done; }
grow_sections() { awk -v n="$(($1 * 20000))" 'BEGIN { for (i = 0; i < n; i++)
    print "## Section " i "\n\nIn all " i " of " 2 * i + 1 " came.\n" }'; }
grow_sentence() { repeat $(($1 * 9000)) 'from 12 to 13, 3 of 4 (75%) '; }
grow_tables() { awk -v n="$(($1 * 2000))" 'BEGIN { for (i = 0; i < n; i++)
    print "| a | n |\n|---|---|\n| x | 1 |\n| y | 2 |\n| Total | 3 |\n" }'; }
grow 'growth: the sample reports again and again' grow_sample
grow 'growth: rows' grow_rows
grow 'growth: columns' grow_columns
grow 'growth: sections' grow_sections
grow 'growth: one long sentence' grow_sentence
grow 'growth: tables' grow_tables

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
