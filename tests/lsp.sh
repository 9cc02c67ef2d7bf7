#!/bin/sh
# lsp.sh BUILD: the language server, as bytes (lsp/raw.py), driven by
# vscode-languageserver-protocol from npm (lsp/session.js; installed into build/npm once)
# and by neovim (lsp/nvim.lua). What is not there is skipped. Closes with
# "N passed, N failed, N skipped". SLOW=1 (sanitizers) gives more time.
set -u

build=$(cd "$1" && pwd)
tool=$build/crossfoot
npm=${build%/asan}/npm
passed=0 failed=0 skipped=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# counted NAME COMMAND...: one that closes with "N passed, N failed"
counted()
{
	name=$1
	shift
	"$@" > "$dir/said" 2>&1
	st=$?
	line=$(tail -n 1 "$dir/said")
	sed '$d' "$dir/said"
	set -- $(expr "$line" : '\([0-9]* passed, [0-9]* failed\)$' | tr -cd '0-9 \n')
	if [ $# -ne 2 ]; then
		echo "lsp: $name ended with status $st and no count: $line"
		set -- 0 1
	fi
	passed=$((passed + $1)) failed=$((failed + $2))
}

skip()
{
	echo "lsp: $1: skipped, $2"
	skipped=$((skipped + 1))
}

slow=
[ "${SLOW:-}" != 1 ] || slow=slow
# shellcheck disable=SC2086	# nothing, or a word
counted raw "${PYTHON:-/usr/bin/python3}" tests/lsp/raw.py "$tool" $slow

# ---- npm
LSP_MODULES=$npm/node_modules
export LSP_MODULES
if command -v npm > /dev/null 2>&1 && [ ! -d "$LSP_MODULES/vscode-languageserver-protocol" ]; then
	mkdir -p "$npm"
	timeout 120 npm install --prefix "$npm" --no-audit --no-fund --silent \
	    vscode-languageserver-protocol@3.17 > "$dir/npm" 2>&1 ||
	    echo "lsp: npm could not install the client: $(head -c 200 "$dir/npm")"
fi
if [ -d "$LSP_MODULES/vscode-languageserver-protocol" ]; then
	counted session node tests/lsp/session.js "$tool"
else
	skip session 'it needs npm'
fi

# ---- neovim
if command -v nvim > /dev/null 2>&1; then
	printf '%s\n' '# Offices' '' '| Office | Cases | Visits | Letters | Total |' \
	    '| --- | ---: | ---: | ---: | ---: |' '| North | 12 | 7 | 8 | 27 |' \
	    '| South | 21 | 9 | 4 | 34 |' '| East | 9 | 3 | 6 | 18 |' \
	    '| Total | 42 | 19 | 18 | 79 |' > "$dir/offices.md"
	TOOL=$tool REPORT=$dir/offices.md HOME=$dir XDG_CONFIG_HOME=$dir XDG_STATE_HOME=$dir \
	    XDG_CACHE_HOME=$dir XDG_DATA_HOME=$dir timeout 120 nvim --headless -u NONE -i NONE -n \
	    -S tests/lsp/nvim.lua > "$dir/seen" 2> "$dir/err"
	if cmp -s "$dir/seen" tests/lsp/nvim.expected; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo 'lsp: neovim saw something else:'
		diff -u tests/lsp/nvim.expected "$dir/seen"
		head -c 2000 "$dir/err"
	fi
else
	skip neovim 'nvim is not installed'
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
