#!/bin/sh
# readme_rules.sh BUILD [FILE...]: the rule packs shown in the documentation work.
# Every ```yaml block that begins with "pack:" is run with "crossfoot test"; it
# must load, every rule in it must have a test that fails and one that does not, and
# all tests must pass. Closes with "N passed, N failed".
set -u

tool=$1/crossfoot
shift
[ $# -gt 0 ] || set -- README.md rules/README.md checker/README.md
passed=0 failed=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# One file for each block, with as many empty lines in front as there are in the
# document, so that the line numbers in messages are those of the document.
extract()
{
	awk -v dir="$dir" '
	/^```/ && inside { inside = 0; close(out); next }
	/^```yaml[ \t]*$/ { inside = 1; first = NR + 1; out = ""; next }
	inside && NR == first && /^pack:/ {
		out = sprintf("%s/%06d.yml", dir, first)
		for (i = 1; i < first; i++)
			print "" > out
	}
	inside && out != "" { print > out }' "$1"
}

# run_block FILE PACK: count its tests, say what failed
run_block()
{
	"$tool" test --coverage "$2" > "$dir/said" 2>&1
	st=$?
	last=$(tail -n 1 "$dir/said")
	ok=$(expr "$last" : '\([0-9]*\) passed, [0-9]* failed$')
	not=$(expr "$last" : '[0-9]* passed, \([0-9]*\) failed$')
	ok=${ok:-0} not=${not:-0}
	if [ "$not" -eq 0 ] && { [ "$st" -ne 0 ] || [ "$ok" -eq 0 ]; }; then
		not=1
	fi
	[ "$not" -eq 0 ] || sed "s|$2|$1|g" "$dir/said"
	passed=$((passed + ok)) failed=$((failed + not))
}

for file; do
	extract "$file"
	blocks=0
	for pack in "$dir"/*.yml; do
		[ -f "$pack" ] || continue
		run_block "$file" "$pack"
		rm "$pack"
		blocks=$((blocks + 1))
	done
	# the rule language is told by examples: if none was found, none was read
	if [ "$file" = rules/README.md ] && [ "$blocks" -eq 0 ]; then
		echo "$file: no yaml block begins with \"pack:\""
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
