#!/bin/sh
# write.sh BUILD: one run that writes every format. Each output is what is expected
# (tests/write/expected, written anew with ACCEPT=1), says the same as the others
# (write.py), and fits the validator of those who read it: ajv and Microsoft's multitool for
# SARIF, xmllint for JUnit, schemas of our own for GitLab and rdjson, html-validate and axe
# in chromium for HTML. What cannot be installed is skipped with the reason. Then: any number of
# threads writes the same bytes, and bad outputs are refused with nothing half written.
# Closes with "N passed, N failed, N skipped".
set -u

build=$(cd "$1" && pwd)
tool=$build/crossfoot
python=${PYTHON:-/usr/bin/python3}
npm=${build%/asan}/npm
modules=$npm/node_modules
top=$(pwd)
passed=0 failed=0 skipped=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
unset GITHUB_WORKSPACE

# verdict NAME OK WHY
verdict()
{
	if [ "$2" = yes ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "write: $1: $3"
	fi
}

# passes NAME COMMAND...: it ends with status 0
passes()
{
	name=$1
	shift
	if "$@" > "$dir/said" 2>&1; then
		verdict "$name" yes ''
	else
		verdict "$name" no "$(head -c 1500 "$dir/said")"
	fi
}

skip()
{
	skipped=$((skipped + 1))
	echo "write: skipped, $1"
}

# add the count that is the last line of what a part said, and show the rest
counted()
{
	"$@" > "$dir/said" 2>&1
	set -- $(tail -n 1 "$dir/said" | sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p')
	if [ $# -lt 2 ]; then
		cat "$dir/said"
		failed=$((failed + 1))
		return
	fi
	sed '$d' "$dir/said"
	passed=$((passed + $1)) failed=$((failed + $2))
}

# installed PACKAGE...: npm has them in build/npm, now or from before
installed()
{
	missing=''
	for package; do
		[ -d "$modules/${package%@[0-9]*}" ] || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0
	command -v npm > /dev/null 2>&1 || return 1
	mkdir -p "$npm"
	# shellcheck disable=SC2086	# a list of words
	timeout 300 npm install --prefix "$npm" --no-audit --no-fund --silent $missing > "$dir/npm" 2>&1
}

# ---- one run, all formats
cp -r tests/write/reports "$dir/reports"
printf 'caf\351\n' > "$dir/reports/latin1.md"
cd "$dir" || exit 1
GITHUB_STEP_SUMMARY="$dir/found.summary.md" "$tool" check reports --format github \
    --output text=found.text --output concise=found.txt --output json=found.json \
    --output jsonl=found.jsonl --output sarif=found.sarif.json --output gitlab=found.gitlab.json \
    --output junit=found.xml --output rdjson=found.rdjson.json --output html=found.html \
    > found.github 2> found.stderr
st=$?
[ "$st" -eq 2 ] && ok=yes || ok=no
verdict 'a file that cannot be checked' "$ok" "status $st"
version=$("$tool" version | sed 's/.* //')
for f in found.*; do
	sed "s/$version/VERSION/g" "$f" > "expected.$f"
	if [ "${ACCEPT:-}" = 1 ]; then
		cp "expected.$f" "$top/tests/write/expected/$f"
		continue
	fi
	passes "what $f holds" diff -u "$top/tests/write/expected/$f" "expected.$f"
done
counted "$python" "$top/tests/write.py" "$dir"

# ---- pages of all kinds of documents are whole
mkdir "$dir/pages"
for f in "$top"/corpus/*.md "$top/../shared/packs/agenda-pack-2023-06-06.md"; do
	[ ! -f "$f" ] || "$tool" check --quiet --output html="$dir/pages/${f##*/}.html" "$f" \
	    > "$dir/said" 2>&1
done
"$tool" check --quiet --output html="$dir/pages/all.html" "$top"/corpus/*.md > "$dir/said" 2>&1
counted "$python" "$top/tests/write.py" --pages "$dir"/pages/*.html

# ---- the validators
good=$dir/found
ajv=$modules/.bin/ajv
if installed ajv-cli@5 ajv-formats@3; then
	for format in gitlab rdjson; do
		passes "$format against its schema" "$ajv" validate --spec=draft2020 --strict=false \
		    -s "$top/tests/write/$format.schema.json" -d "$good.$format.json"
	done
	passes 'JSON against its schema' "$ajv" validate --spec=draft2020 --strict=false \
	    -s "$top/checker/write/report.schema.json" -d "$good.json"
else
	skip 'GitLab and rdjson against their schemas: npm cannot install ajv-cli'
fi
multitool=$modules/@microsoft/sarif-multitool-linux
if [ -x "$ajv" ] && installed @microsoft/sarif-multitool-linux@5; then
	passes 'SARIF against its schema' "$ajv" validate --spec=draft2020 --strict=false \
	    -c ajv-formats -s "$multitool/sarif-2.1.0.json" -d "$good.sarif.json"
	# it ends with 0 whatever it finds: what it wrote must be read. That there is no
	# address of the tool is known (SARIF2005).
	chmod u+x "$multitool/Sarif.Multitool"
	"$multitool/Sarif.Multitool" validate "$good.sarif.json" --level 'Error;Warning' \
	    --rule-kind 'Sarif;Gh' -o "$dir/verdict.sarif" --log ForceOverwrite > "$dir/said" 2>&1
	passes 'SARIF makes sense to the multitool' "$python" -c 'import json, sys
runs = json.load(open(sys.argv[1]))["runs"]
wrong = [r for r in runs[0]["results"] if r["ruleId"] != "SARIF2005"]
print(wrong)
sys.exit(bool(wrong))' "$dir/verdict.sarif"
else
	skip 'SARIF: npm cannot install @microsoft/sarif-multitool-linux, which has the schema'
fi
if command -v xmllint > /dev/null 2>&1; then
	# JUNIT_XSD="ant.xsd jenkins.xsd" takes those schemas too, when they are at hand
	for xsd in "$top/tests/write/junit.xsd" ${JUNIT_XSD:-}; do
		passes "JUnit against ${xsd##*/}" xmllint --noout --schema "$xsd" "$good.xml"
	done
else
	skip 'JUnit: xmllint is not installed (libxml2-utils)'
fi
if installed html-validate; then
	passes 'HTML is valid' "$modules/.bin/html-validate" \
	    --config "$top/tests/write/html-validate.json" "$good.html"
else
	skip 'HTML: npm cannot install html-validate'
fi
chromium=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$chromium" ]; then
	skip 'HTML in the browser: chromium is not installed'
elif installed playwright-core axe-core; then
	# a table that is as wide as those of reports may be
	awk 'BEGIN {
		printf "# Schools\n\n| Kind of school |"
		for (i = 1; i <= 15; i++)
			printf " %s |", i % 5 == 1 ? "Maintained schools, total" : "Academies " 2005 + i
		printf "\n|"
		for (i = 0; i <= 15; i++)
			printf " ---: |"
		for (r = 1; r <= 4; r++) {
			printf "\n| %s |", r == 4 ? "Total" : "Secondary, " r
			for (i = 1; i <= 15; i++)
				printf " %d,%03d |", 10 * (r == 4 ? 6 : r), 100 + i * (r == 4 ? 3 : 1) + (r == 4 ? 200 : 0) - 5 * (i == 9 && r == 4)
		}
		print "" }' > "$dir/schools.md"
	"$tool" check --quiet --output html="$dir/schools.html" "$dir/schools.md" > "$dir/said" 2>&1
	counted timeout 120 node "$top/tests/write.js" "$modules" "$chromium" "$good.html" \
	    "$dir/schools.html"
else
	skip 'HTML in the browser: npm cannot install playwright-core and axe-core'
fi

# ---- any number of threads, the same bytes
mkdir "$dir/many"
for i in $(seq 40); do
	sed "s/^| North | 12/| North | $i/" "$top/corpus/languages-wrong.md" > "$dir/many/$i.md"
done
cp -r "$dir/reports" "$dir/many/reports"
# threads N COMMAND...: what it writes goes to jobs-N
threads()
{
	n=$1
	shift
	mkdir -p "$dir/jobs-$n"
	"$@" -j "$n" --output sarif="$dir/jobs-$n/a" --output html="$dir/jobs-$n/b" \
	    --output json="$dir/jobs-$n/c" > "$dir/jobs-$n/out" 2> "$dir/jobs-$n/err" < "$dir/many/7.md"
	echo "$?" > "$dir/jobs-$n/status"
}
for n in 1 2 5 64; do
	threads "$n" "$tool" check many - nosuch.md - --show all
	[ "$n" -eq 1 ] || passes "$n threads" diff -r "$dir/jobs-1" "$dir/jobs-$n"
done
cp -r "$top/tests/tool/budgets" "$dir/budgets"
for n in 1 3; do
	threads "$n" "$tool" check --no-default-rules --rules "$top/tests/tool/budgets.yml" budgets many
done
passes 'threads and rules across documents' diff -r "$dir/jobs-1" "$dir/jobs-3"
passes 'rules across documents found something' grep -q one-budget "$dir/jobs-3/out"

# ---- a name with what moves the cursor or turns the text around
evil=$(printf 'a\033[2J\007\302\233\342\200\256b, 5%%.md')
mkdir "$dir/evil"
cp "$top/corpus/training-wrong.md" "$dir/evil/$evil"
GITHUB_STEP_SUMMARY="$dir/evil.md" "$tool" check "$dir/evil" --format github > "$dir/evil.github" 2>&1
passes 'a log for GitHub is clean' "$python" -c 'import sys
texts = [open(name, encoding="utf-8", newline="").read() for name in sys.argv[1:]]
bad = [c for t in texts for c in t if c != "\n" and (c < " " or "\x7f" <= c < "\xa0" or c in "\u200e\u200f\u202e")]
print(bad, texts)
sys.exit(bool(bad) or "b%2C 5%25.md" not in texts[0] or "b, 5%.md" not in texts[1])' \
    "$dir/evil.github" "$dir/evil.md"

# ---- text in a file that is called otherwise: the format is told
"$tool" check --output e.html --output e.txt --output text=f.html reports/good.tsv 2> said > /dev/null
[ "$(cat said)" = 'e.html: note: written as text; for a page write --output html=e.html' ] &&
    ok=yes || ok=no
verdict 'text in e.html' "$ok" "$(cat said)"
"$tool" check --format html --output e.html reports/good.tsv > said 2>&1
[ ! -s said ] && grep -q '^<!DOCTYPE html>' e.html && ok=yes || ok=no
verdict 'a page in e.html' "$ok" "$(cat said)"

# ---- a page beside the reports: the next run leaves it out, unless it is named
mkdir "$dir/twice"
cp "$top/corpus/training-wrong.md" "$dir/twice/"
twice()
{
	(cd "$dir/twice" && "$tool" check "$1" --output html=report.html --quiet) 2>&1
}
twice . > once
twice . > again
{ cat once; echo '1 file written by crossfoot was left out'; } > want
passes 'a page that an earlier run wrote' diff want again
(cd "$dir/twice" && "$tool" check -q --write-baseline known.txt . > "$dir/said" 2>&1)
twice . > again
passes 'a baseline that an earlier run wrote' grep -qx '2 files written by crossfoot were left out' again
twice report.html > said
grep -qF 'is itself one of the reports that are checked' said && ok=yes || ok=no
verdict 'a page that is named and written' "$ok" "$(cat said)"

# ---- bad outputs: said, status 2, and nothing half written
# refused NAME TEXT COMMAND...
refused()
{
	name=$1 text=$2
	shift 2
	"$@" > "$dir/said" 2>&1
	st=$?
	if [ "$st" -ne 2 ] || ! grep -qF -e "$text" "$dir/said"; then
		verdict "$name" no "status $st: $(head -c 600 "$dir/said")"
	else
		verdict "$name" yes ''
	fi
	left=$(find "$dir" -name '*.tmp')
	[ -z "$left" ] && ok=yes || ok=no
	verdict "$name: nothing is left" "$ok" "$left"
}
report=reports/good.tsv
refused 'an unknown format' 'did you mean sarif?' "$tool" check --output sarfi=x $report
refused 'two outputs to one file' 'x.out: error: two outputs go to this file' \
    "$tool" check --output json=x.out --output sarif=./x.out $report
[ ! -e x.out ] && ok=yes || ok=no
verdict 'two outputs to one file: it is not made' "$ok" 'x.out is there'
refused 'a folder that is not there' 'no/x.html: error: cannot be written: No such file or directory' \
    "$tool" check --output json=y.json --output html=no/x.html $report
[ ! -e y.json ] && ok=yes || ok=no
verdict 'and no other output is written' "$ok" 'y.json is there'
for format in concise sarif github gitlab junit rdjson html; do
	refused "a full disk: $format" '/dev/full: error: ' \
	    "$tool" check --output "$format=/dev/full" --output json=z.json many/1.md
	[ -s z.json ] && ok=yes || ok=no
	verdict "a full disk under $format: the other output is whole" "$ok" 'z.json is missing'
	rm -f z.json
done
refused 'a full disk under the standard output' '<stdout>: error: the results could not be written' \
    sh -c "'$tool' check --output json=z.json $report > /dev/full"
[ -s z.json ] && ok=yes || ok=no
verdict 'a full standard output: the file is whole' "$ok" 'z.json is missing'
rm -f z.json
"$tool" check --output json=z.json --output html=z.html many 2> "$dir/said" | true
"$python" -c 'import json; json.load(open("z.json"))' 2> /dev/null && grep -q '</html>' z.html &&
    ok=yes || ok=no
verdict 'a closed pipe: the files are whole' "$ok" "$(ls -l z.*)"
rm -f z.*
# ---- a disk that fills up: what was there before is there still
# full COMMAND...: no file may have more than a few hundred bytes
full()
{
	(trap '' XFSZ; ulimit -f 1; exec "$@")
}
# kept NAME TEXT FILE COMMAND...: it is refused, and the file is as it was
kept()
{
	name=$1 text=$2 file=$3
	shift 3
	[ ! -e "$file" ] || cp "$file" was
	refused "$name" "$text" "$@"
	if [ -e was ]; then
		cmp -s "$file" was && ok=yes || ok=no
	else
		[ ! -e "$file" ] && ok=yes || ok=no
	fi
	verdict "$name: nothing is lost" "$ok" "$file is another"
	rm -f was
}
mkdir full
for i in 1 2 3 4; do
	cp "$top/corpus/languages-wrong.md" "full/$i.md"
done
"$tool" check -q --write-baseline known full > "$dir/said" 2>&1
echo before > z.json
kept 'a disk that fills up' 'z.json: error: the results could not be written in full' z.json \
    full "$tool" check -q --output json=z.json full
kept 'a new file on such a disk' 'new.html: error: ' new.html \
    full "$tool" check -q --output html=new.html full
kept 'a baseline on such a disk' 'known: error: cannot be written: File too large' known \
    full "$tool" check -q --write-baseline known full
sed -i '1i The offices met.' full/1.md
sed -i 's/(6.5%)/(6.0%)/' full/1.md
kept 'a baseline that is pruned there' 'known: error: cannot be written: File too large' known \
    full "$tool" check -q --baseline known --prune-baseline full
kept 'a report that is mended there' 'full/2.md: error: cannot be written: File too large' \
    full/2.md full "$tool" fix --apply full/2.md
kept 'a configuration that begins there' '.crossfoot.yml: error: cannot be written: File too large' \
    .crossfoot.yml full "$tool" init
kept 'a baseline where nothing can be written' '/proc/known: error: ' /proc/known \
    "$tool" check -q --write-baseline /proc/known full
rm -f z.json
refused 'an output that is a report' 'is itself one of the reports that are checked' \
    "$tool" check --output json=w.json --output "html=$report" reports
[ ! -e w.json ] && ok=yes || ok=no
verdict 'an output that is a report: no other is written' "$ok" 'w.json is there'

# interrupted while it reads: what was half written goes, what was there stays
cat > interrupt.py <<'PY'
import glob, os, signal, subprocess, sys, time
sig, tool = getattr(signal, sys.argv[1]), sys.argv[2]
def default():  # a job in the background of a shell ignores SIGINT
    for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(s, signal.SIG_DFL)
# it waits for somebody to write into "slow"
run = subprocess.Popen([tool, "check", "slow", "--output", "json=keep.json", "--output",
    "html=new.html"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=default)
end = time.time() + 20
while len(glob.glob("*.tmp")) < 2 and time.time() < end:
    time.sleep(0.02)
begun = len(glob.glob("*.tmp"))
run.send_signal(sig)
status = run.wait(20)
print(status, begun, glob.glob("*.tmp"), os.path.exists("new.html"))
sys.exit(not (status == -sig and begun == 2 and not glob.glob("*.tmp")
              and not os.path.exists("new.html") and open("keep.json").read() == "before\n"))
PY
echo before > keep.json
mkfifo slow
for signal in SIGINT SIGTERM SIGHUP; do
	passes "interrupted by $signal" "$python" interrupt.py "$signal" "$tool"
done

# interrupted while the last of its output waits for a reader: it ends at once
cat > waits.py <<'PY'
import os, signal, subprocess, sys, time
sig, tool, form = getattr(signal, sys.argv[1]), sys.argv[2], sys.argv[3]
def default():
    signal.signal(sig, signal.SIG_DFL)
read, write = os.pipe()
os.set_blocking(write, False)
try:
    while os.write(write, b"x"):  # one by one, until nothing more goes in
        pass
except BlockingIOError:
    os.set_blocking(write, True)
run = subprocess.Popen([tool, "check", "--format", form, "short.md"], stdout=write,
    stderr=subprocess.DEVNULL, preexec_fn=default)
time.sleep(1)
run.send_signal(sig)
try:
    status = run.wait(5)
except subprocess.TimeoutExpired:
    run.kill()
    status = "it goes on"
print(status)
sys.exit(status != -sig)
PY
printf 'The panel met on Monday 6 June 2023.\n' > short.md
for format in concise json html; do
	passes "interrupted while $format waits" "$python" waits.py SIGTERM "$tool" "$format"
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
