#!/bin/sh
# tool.sh BUILD [FILE...]: commands, and what they print. A file of tests/tool/ is
# what stands on the screen: each line that begins with "$ " is run in tests/tool/,
# what it printed follows, and "[status N]" when that is not 0. Each command is one
# test. Beside NAME.txt there may be a folder NAME: then the commands are run in a copy
# of it, one after the other, and may change what is in it; git is as if new there. ACCEPT=1 writes the files anew: read the diff as you would read code.
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

# nobody's settings but ours
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CEILING_DIRECTORIES=$dir
GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_AUTHOR_DATE='2026-01-05T09:00:00Z'
GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_CEILING_DIRECTORIES GIT_AUTHOR_NAME \
    GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_COMMITTER_DATE
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE

# run the commands of FILE again, each into a file of its own
again()
{
	n=0 place=tests/tool
	if [ -d "${1%.txt}" ]; then
		place=$dir/place
		rm -rf "$place"
		cp -R "${1%.txt}" "$place"
	fi
	grep '^\$ ' "$1" > "$dir/commands"
	while IFS= read -r line; do
		n=$((n + 1))
		{
			printf '%s\n' "$line"
			(cd "$place" && sh -c "${line#??}" 2>&1 < /dev/null)
			st=$?
			[ "$st" -eq 0 ] || [ "${NO_STATUS:-}" = 1 ] || echo "[status $st]"
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
