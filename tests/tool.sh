#!/bin/sh
# tool.sh BUILD [FILE...]: commands, and what they print. A file of tests/tool/ is
# what stands on the screen: each line that begins with "$ " is run in tests/tool/,
# what it printed follows, and "[status N]" when that is not 0. Each command is one
# test. ACCEPT=1 writes the files anew: read the diff as you would read code.
# Closes with "N passed, N failed".
set -u

build=$(cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- tests/tool/*.txt
passed=0 failed=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/bin"
ln -s "$build/crossfoot" "$dir/bin/crossfoot"
PATH=$dir/bin:$PATH
export PATH

# run the commands of FILE again, each into a file of its own
again()
{
	n=0
	grep '^\$ ' "$1" > "$dir/commands"
	while IFS= read -r line; do
		n=$((n + 1))
		{
			echo "$line"
			(cd tests/tool && sh -c "${line#??}" 2>&1 < /dev/null)
			st=$?
			[ "$st" -eq 0 ] || echo "[status $st]"
		} > "$dir/got.$n"
	done < "$dir/commands"
}

for file; do
	rm -f "$dir"/got.* "$dir"/want.*
	again "$file"
	if [ "${ACCEPT:-}" = 1 ]; then
		i=0
		while i=$((i + 1)); [ -f "$dir/got.$i" ]; do cat "$dir/got.$i"; done > "$file"
	fi
	awk -v dir="$dir" '/^\$ / { n++ } { print > (dir "/want." n + 0) }' "$file"
	i=0
	while i=$((i + 1)); [ -f "$dir/got.$i" ]; do
		if diff -u "$dir/want.$i" "$dir/got.$i" > "$dir/diff"; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "$file:"
			sed 1,2d "$dir/diff"
		fi
	done
	if [ "$i" -eq 1 ]; then
		failed=$((failed + 1))
		echo "$file: no command stands in it"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
