#!/bin/sh
# run.sh BUILD [unit|cases|formats|html|rules|readme|readme-runs|layers|api|schema|schema-rules|write|
# tool|lsp|library|ci|packages|bad|accuracy ...]: run the tests (all of them when none is named) with
# what was built in BUILD. Prints what failed, one line per part, and last "N passed, N failed
# [, N skipped]"; exits 1 when
# any failed. A part that ends without its own count is one failed test.
set -u

build=$1
shift
[ $# -gt 0 ] || set -- unit cases formats html rules readme readme-runs layers api schema \
    schema-rules write tool lsp library ci packages bad accuracy
unset GITHUB_ACTIONS GITHUB_STEP_SUMMARY GITHUB_WORKSPACE	# or check would write for GitHub
passed=0 failed=0 skipped=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT

# count NAME PASSED FAILED SKIPPED
count()
{
	passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
	printf '%-28s %5d passed, %d failed, %d skipped\n' "$1" "$2" "$3" "$4"
}

# A part that closes with "N passed, N failed[, N skipped]" itself; the rest of
# what it says is shown.
counted()
{
	name=$1
	shift
	"$@" > "$out" 2>&1
	st=$?
	line=$(tail -n 1 "$out")
	set -- $(expr "$line" : '\([0-9]* passed, [0-9]* failed.*\)$' | tr -cd '0-9 \n')
	if [ $# -lt 2 ]; then
		cat "$out"
		echo "$name: ended with status $st and no count"
		count "$name" 0 1 0
		return
	fi
	sed '$d' "$out"
	# a failure that was not counted is counted here
	[ "$st" -eq 0 ] || [ "$2" -gt 0 ] || { echo "$name: ended with status $st"; set -- "$1" 1 "${3:-0}"; }
	count "$name" "$1" "$2" "${3:-0}"
}

# cmocka programs, in TAP
unit()
{
	for program in "$build"/unit/test_*; do
		[ -x "$program" ] || continue
		case $program in *.d) continue ;; esac
		CMOCKA_MESSAGE_OUTPUT=TAP "$program" > "$out" 2>&1
		st=$?
		ok=$(grep -c '^ok ' "$out")
		skip=$(grep -c '^ok .*# SKIP' "$out")
		not=$(grep -c '^not ok ' "$out")
		if [ "$st" -ne 0 ] || [ "$not" -gt 0 ]; then
			grep -v '^ok ' "$out"
			[ "$not" -gt 0 ] || { echo "$program: ended with status $st"; not=1; }
		fi
		count "unit/${program##*/}" $((ok - skip)) "$not" "$skip"
	done
}

# one test that passes in silence
silent()
{
	name=$1
	shift
	if "$@" > "$out" 2>&1; then
		count "$name" 1 0 0
	else
		cat "$out"
		count "$name" 0 1 0
	fi
}

# what the libraries show to the outside is what the public header declares
api()
{
	declared=$(tr '\n' ' ' < include/crossfoot.h | tr ';' '\n' |
	    sed -n 's/.*CF_API [^(]*[ *]\(cf_[a-z_]*\)(.*/\1/p' | LC_ALL=C sort)
	for lib in 'D libcrossfoot.so' 'g libcrossfoot.a'; do
		shown=$(nm "-${lib%% *}" --defined-only "$build/${lib#* }" |
		    awk 'NF == 3 && $2 != "A" { print $3 }' | LC_ALL=C sort)
		[ "$shown" = "$declared" ] && continue
		printf '%s shows\n%s\nbut the public header declares\n%s\n' \
		    "${lib#* }" "$shown" "$declared"
		return 1
	done
}

for part; do
	case $part in
	unit) unit ;;
	cases)	# shellcheck disable=SC2046	# no path here has a space
		counted cases "$build/run_cases" $(find tests/cases -name '*.case' | LC_ALL=C sort) \
		    corpus/*.md ;;
	formats) silent formats "${PYTHON:-/usr/bin/python3}" tests/to_office.py "$build/crossfoot" \
	    --with corpus/formats corpus/pack.md ;;
	rules) counted rules "$build/crossfoot" test --coverage ;;
	readme) counted readme sh tests/readme_rules.sh "$build" ;;
	readme-runs) counted readme-runs sh tests/readme_runs.sh "$build" ;;
	layers) silent layers awk -f tests/layers.awk checker/*.c checker/*/*.[ch] checker/*/*.def ;;
	api) case $build in */asan) ;; *) silent api api ;; esac ;;
	schema) counted schema "${PYTHON:-/usr/bin/python3}" tests/schema.py "$build/crossfoot" ;;
	schema-rules) counted schema-rules sh tests/schema_rules.sh "$build" ;;
	write) counted write sh tests/write.sh "$build" ;;
	tool) counted tool sh tests/tool.sh "$build" ;;
	html) silent html "${PYTHON:-/usr/bin/python3}" tests/to_html.py "$build/crossfoot" corpus/*.md ;;
	lsp) counted lsp sh tests/lsp.sh "$build" ;;
	library) case $build in */asan) ;; *) counted library sh tests/library.sh "$build" ;; esac ;;
	ci) case $build in */asan) ;; *) counted ci sh tests/ci.sh "$build" ;; esac ;;
	packages) case $build in */asan) ;; *) counted packages sh tests/packages.sh "$build" ;; esac ;;
	bad) counted bad sh tests/bad.sh "$build" ;;
	accuracy) counted accuracy "${PYTHON:-/usr/bin/python3}" tests/accuracy_floor.py \
	    "$build/crossfoot" ../shared/data ;;
	*) echo "run.sh: no part is called \"$part\"" >&2; exit 2 ;;
	esac
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
