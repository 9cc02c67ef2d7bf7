#!/bin/sh
# readme_runs.sh BUILD: what README.md shows of the screen is so. Every block that begins
# with "$ " is run, one after the other, in a folder with a copy of corpus/, and what it
# prints is compared; the exit status is not shown there. Blocks of YAML that begin with
# "# NAME" must be configurations (.crossfoot.yml) or sidecar files without a mistake.
# ACCEPT=1 writes what is printed into README.md: read the diff. Closes with "N passed,
# N failed".
set -u

build=$(cd "$1" && pwd)
passed=0 failed=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/readme"
cp -R corpus "$dir/readme/corpus"

awk '/^```/ { inside = !inside; first = inside; shown = 0; next }
inside && first { shown = /^\$ /; first = 0 }
shown' README.md > "$dir/readme.txt"
NO_STATUS=1 sh tests/tool.sh "$build" "$dir/readme.txt" > "$dir/said"
sed '$d' "$dir/said" | sed "s|$dir/readme.txt|README.md|"
last=$(tail -n 1 "$dir/said")
passed=$(expr "$last" : '\([0-9]*\) passed') failed=$(expr "$last" : '[0-9]* passed, \([0-9]*\)')

if [ "${ACCEPT:-}" = 1 ]; then
	awk -v runs="$dir/readme.txt" '
	function show(line) {	# a command, and what it prints now
		print line
		while ((getline more < runs) > 0) {
			if (more ~ /^\$ /) { waiting = more; return }
			print more
		}
		waiting = ""
	}
	BEGIN { getline waiting < runs }
	/^```/ { inside = !inside; shown = 0; first = inside; print; next }
	inside && first { shown = /^\$ /; first = 0 }
	shown { if (/^\$ /) show($0); next }
	{ print }' README.md > "$dir/README.md" && cp "$dir/README.md" README.md
fi

# the YAML blocks
awk -v dir="$dir" '/^```yaml$/ { inside = 1; first = 1; next }
/^```$/ && inside { inside = 0; close(out); out = ""; next }
inside && first { first = 0; if (/^# [^ ]*\.yml$/) out = sprintf("%s/%d.yml", dir, NR) }
inside && out != "" { print > out }' README.md
mkdir -p "$dir/shared" "$dir/place/rules"
echo 'profile: ci' > "$dir/shared/.crossfoot.yml"
cp rules/dates.yml "$dir/place/rules/own.yml"
sed -i 's/^pack: .*/pack: own/' "$dir/place/rules/own.yml"
for block in "$dir"/[0-9]*.yml; do
	name=$(sed -n '1s/^# //p' "$block")
	cp "$block" "$dir/place/$name"
	cp corpus/languages.md "$dir/place/${name%.crossfoot.yml}" 2> "$dir/err"
	case $name in .crossfoot.yml) set -- config show . ;; *) set -- check --input-format markdown --fail-on never "${name%.crossfoot.yml}" ;; esac
	rm -f "$dir/place/known.baseline"
	if (cd "$dir/place" && "$build/crossfoot" "$@" > "$dir/out" 2> "$dir/err"); then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "README.md: $name"
		cat "$dir/err"
	fi
	rm -f "$dir/place/$name"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
