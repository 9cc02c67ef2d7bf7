#!/bin/sh
# schema_rules.sh BUILD: `crossfoot schema` accepts every rule file that is shipped
# or shown in the documentation, and refuses each of tests/bad/rules whose shape is
# wrong (schema_rules.txt has those whose fault it cannot see). ajv judges where npm
# is there (installed into build/npm once), else python3 with jsonschema and yaml.
# Closes with "N passed, N failed, N skipped".
set -u

build=$1
tool=$build/crossfoot
npm=${build%/asan}/npm
ajv=$npm/node_modules/.bin/ajv
python=${PYTHON:-/usr/bin/python3}
here=$(pwd)
case $tool in /*) here= ;; esac
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

"$tool" schema > "$dir/rules.json" && "$tool" schema config > "$dir/config.json" || { echo '0 passed, 1 failed'; exit 1; }

# ---- who judges: each prints "FILE valid" or "FILE invalid" for each file
with_ajv()
{
	set -- $(printf ' -d %s' "$@")
	"$ajv" validate --spec=draft2020 --strict=false -c ajv-formats --errors=no \
	    -s "$schema" "$@" 2>&1
}

with_python()
{
	"$python" tests/schema_rules.py "$schema" "$@"
}

if command -v npm > /dev/null 2>&1 && [ ! -x "$ajv" ]; then
	mkdir -p "$npm"
	timeout 120 npm install --prefix "$npm" --no-audit --no-fund --silent \
	    ajv-cli@5 ajv-formats@3 > "$dir/npm" 2>&1 ||
	    echo "schema-rules: npm could not install ajv-cli: $(head -c 200 "$dir/npm")"
fi
if [ -x "$ajv" ]; then
	judge=with_ajv
elif "$python" -c 'import jsonschema, yaml' 2> /dev/null; then
	judge=with_python
	echo 'schema-rules: no ajv (npm is missing, or could not install it); python judges alone'
else
	echo 'schema-rules: skipped, it needs npm, or python3 with jsonschema and yaml'
	echo '0 passed, 0 failed, 1 skipped'
	exit 0
fi

# ---- what is judged: "FILE valid" or "FILE invalid" as it must be
find rules tests/tool -name '*.yml' ! -name '.*' ! -path '*/config/base.yml' | LC_ALL=C sort |
    sed 's/$/ valid/' > "$dir/want"
for page in README.md rules/README.md checker/README.md; do
	# the packs of the documentation, as tests/readme_rules.sh takes them
	awk -v out="$dir/$(echo "$page" | tr / -)" '
	/^```/ && inside { inside = 0; next }
	/^```yaml[ \t]*$/ { inside = 1; first = NR + 1; file = ""; next }
	inside && NR == first && /^pack:/ { file = out "-" first ".yml"; print file " valid" }
	inside && file != "" { print > file }' "$page"
done >> "$dir/want"
for file in tests/bad/rules/*.yml; do
	reason=$(sed -n "s|^${file##*/}: ||p" tests/schema_rules.txt)
	case $reason in
	'not YAML'*) ;;
	'') echo "$file invalid" ;;
	*) echo "$file valid" ;;
	esac
done >> "$dir/want"

# configurations, with the same ends: those of tests/bad/configs have one mistake each
{
	find tests/tool -name '.crossfoot.yml' -o -path '*/config/base.yml' | LC_ALL=C sort |
	    sed 's/$/ valid/'
	awk -v out="$dir/configuration-" '
	/^```/ && inside { inside = 0; next }
	/^```yaml[ \t]*$/ { inside = 1; first = NR + 1; file = ""; next }
	inside && NR == first && /^# \.crossfoot\.yml$/ { file = out first ".yml"; print file " valid" }
	inside && file != "" { print > file }' README.md
	(cd "$dir" && "$here/$tool" init > init.said && sed -n '1,/^$/d
	    s/^# \([a-z-]*:.*\)/\1/p; s/^# \(  .*\)/\1/p' .crossfoot.yml > configuration-init.yml)
	echo "$dir/configuration-init.yml valid"
	for file in tests/bad/configs/*.yml; do echo "$file invalid"; done
} > "$dir/want-configs"

# shellcheck disable=SC2046	# no path here has a space
schema=$dir/rules.json "$judge" $(sed 's/ .*//' "$dir/want") > "$dir/said"
# shellcheck disable=SC2046
schema=$dir/config.json "$judge" $(sed 's/ .*//' "$dir/want-configs") >> "$dir/said"
cat "$dir/want-configs" >> "$dir/want"
awk '
NR == FNR { if ($NF == "valid" || $NF == "invalid") got[$1] = $NF; next }
{
	if (got[$1] == $2) { passed++; next }
	failed++
	if ($2 == "valid")
		print $1 ": must fit the schema, but is " (got[$1] == "" ? "not judged" : got[$1])
	else
		print $1 ": the schema must refuse it; if it cannot, say why in tests/schema_rules.txt"
}
END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 }
' "$dir/said" "$dir/want"
