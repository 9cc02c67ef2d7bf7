#!/bin/sh
# bad.sh BUILD: what is broken, hostile or missing is refused with the right exit
# status and a message that says what and where, in bounded time, and the other
# files are still checked; and what the tool says and spares around its reports. Closes with "N passed, N failed, N skipped".
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
printf '\377\376#\0 \0A\0' > "$dir/utf16.md"
expect 'UTF-16' 2 'utf16.md:1:1: ' "$tool" check "$dir/utf16.md"
printf '# A\r\rMonday 6 June 2023.\r' > "$dir/cr.md"
expect 'carriage returns alone' 2 'cr.md:1:4: ' "$tool" check "$dir/cr.md"
printf '\357\273\277Monday 6 June 2023.\r\n\r\nMonday 6 June 2023.\r\n' > "$dir/bom.md"
expect 'a byte order mark counts as no column' 1 'bom.md:1:1: ' "$tool" check "$dir/bom.md"
expect 'CRLF' 1 'bom.md:3:1: ' "$tool" check "$dir/bom.md"
printf '<html><body><table>' > "$dir/page.html"
expect 'an HTML page without text' 1 'no text was found in this page' "$tool" check "$dir/page.html" "$wrong"

# ---- bytes of another format
printf '%%PDF-1.7\n%%\342\343\317\323\n1 0 obj\n' > "$dir/pack.pdf"
printf 'PK\3\4\24\0\6\0\10\0\0\0[Content_Types].xml' > "$dir/report.docx"
printf '\320\317\021\340\241\261\032\341\0\0' > "$dir/old.md"
printf '{\\rtf1\\ansi Total}\n' > "$dir/rich.txt"
expect 'a Word file that is truncated' 2 'report.docx: error: is a zip archive without its list of parts: it is truncated' \
    "$tool" check "$dir/report.docx"
expect 'an old Word file by another name' 2 'old.md: error: is an old Word or Excel file (.doc, .xls), which is not read; save it as .docx' \
    "$tool" check "$dir/old.md"
expect 'a Rich Text file' 2 'rich.txt: error: is a Rich Text (RTF) file, which is not read yet; convert it' \
    "$tool" check "$dir/rich.txt"
rm -f "$dir"/*.pdf "$dir"/*.docx "$dir/old.md" "$dir/rich.txt"

# ---- PDF: what is wrong with the file, and with the program that is run on it
mkdir "$dir/pdf" "$dir/fake"
# fake SCRIPT: what stands on PATH as pdftotext
fake()
{
	printf '#!/bin/sh\n%s\n' "$1" > "$dir/fake/pdftotext"
	chmod +x "$dir/fake/pdftotext"
}
if "${PYTHON:-/usr/bin/python3}" tests/bad/pdf.py "$dir/pdf"; then
	expect 'PDF without poppler' 2 'good.pdf: error: is a PDF; to read it pdftotext must be installed, which is in the package poppler-utils' \
	    env PATH=/nowhere "$tool" check "$dir/pdf/good.pdf"
	expect 'PDF without poppler among others' 2 'wrong.md:3:' \
	    env PATH=/nowhere "$tool" check "$dir/pdf/good.pdf" "$wrong"
	expect 'a folder on PATH that is not named in full' 2 'must be installed' \
	    env PATH=.:fake: "$tool" check "$dir/pdf/good.pdf"
	fake 'echo "Syntax Error: nothing is right" >&2; exit 1'
	expect 'a pdftotext that fails' 2 'good.pdf: error: is a PDF that pdftotext cannot read: Syntax Error: nothing is right' \
	    env PATH="$dir/fake" "$tool" check "$dir/pdf/good.pdf"
	fake 'echo "Command Line Error: Incorrect password" >&2; exit 1'
	expect 'a PDF with a password' 2 'good.pdf: error: is protected by a password: save it without one first' \
	    env PATH="$dir/fake" "$tool" check "$dir/pdf/good.pdf"
	fake 'while :; do echo "<page width=\"1\" height=\"1\"><word >"; done'
	expect 'a pdftotext that writes for ever' 2 'good.pdf: error: pdftotext finds too much text in it: the limit is CF_MAX_CHILD_OUTPUT = 64 MiB' \
	    env PATH="$dir/fake" "$tool" check "$dir/pdf/good.pdf"
	fake 'kill -SEGV $$'
	expect 'a pdftotext that dies' 2 'good.pdf: error: is a PDF that pdftotext cannot read' \
	    env PATH="$dir/fake" "$tool" check "$dir/pdf/good.pdf"
	fake 'echo "$HOME$USER$PATH" >&2; exit 1'
	expect 'a pdftotext that looks at the environment' 2 'cannot read: /' \
	    env HOME=secret USER=secret PATH="$dir/fake" "$tool" check "$dir/pdf/good.pdf"
	! grep -qF secret "$dir/said"
	verdict 'the environment is not handed on' "$([ $? -eq 0 ] && echo yes || echo no)" "it says $(cat "$dir/said")"
	if [ "${SLOW:-}" = 1 ]; then
		fake 'while :; do :; done'
		expect 'a pdftotext that hangs' 2 'pdftotext took too long on it: the limit is CF_MAX_CHILD_SECONDS = 30 s' \
		    env PATH="$dir/fake" "$tool" check "$dir/pdf/good.pdf"
	fi
	if command -v pdftotext > /dev/null; then
		expect 'a PDF file' 1 'good.pdf: page 7 (1 in the file): error: 6 June 2023 is a Tuesday' \
		    "$tool" check "$dir/pdf/good.pdf"
		expect 'a table in a PDF' 1 'page 8 (2 in the file): warning: 2023: the rows add up to 60, but Total says 80' \
		    "$tool" check "$dir/pdf/good.pdf"
		expect 'a table drawn on a wide page' 1 'page 1: error: 2023: the rows add up to 60' \
		    "$tool" check "$dir/pdf/lines.pdf"
		expect 'a caption read as the end of a line in a PDF' 0 '1 relation held, 1 failed' \
		    "$tool" check -q --rule table-reference "$dir/pdf/caption.pdf"
		expect 'a PDF file on stdin' 1 '<stdin>: page 7' sh -c "'$tool' check - < '$dir/pdf/good.pdf'"
		mv "$dir/pdf/good.pdf" "$dir/pdf/good.md"
		expect 'a PDF file that is called Markdown' 1 'good.md: page 7' "$tool" check "$dir/pdf/good.md"
		expect 'a page that is a picture' 0 'scanned.pdf: page 1: not checked: no text: scanned?' \
		    "$tool" check "$dir/pdf/scanned.pdf"
		expect 'a truncated PDF' 2 'truncated.pdf: error: is a PDF that pdftotext cannot read: ' \
		    "$tool" check "$dir/pdf/truncated.pdf"
		expect 'a damaged PDF that poppler mends' 1 'damaged.pdf: page 7' "$tool" check "$dir/pdf/damaged.pdf"
		expect 'a PDF of too many pages' 2 'pages of one PDF (CF_MAX_PAGES)' "$tool" check "$dir/pdf/pages.pdf"
		expect 'a PDF whose forms call each other' 0 '1 file' "$tool" check "$dir/pdf/nested.pdf"
		expect 'a PDF whose pages hold themselves' 1 'kids.pdf: page 7' "$tool" check "$dir/pdf/kids.pdf"
		expect 'a PDF whose places go round in a circle' 1 'prev.pdf: page 7' "$tool" check "$dir/pdf/prev.pdf"
		expect 'a PDF that opens with a password' 2 'locked.pdf: error: is protected by a password: save it without one first' \
		    "$tool" check "$dir/pdf/locked.pdf"
		expect 'a PDF that opens with a password, among others' 2 'wrong.md:3:' \
		    "$tool" check "$dir/pdf/locked.pdf" "$wrong"
		expect 'a PDF that is encrypted and needs no password' 1 'open.pdf: page 7' "$tool" check "$dir/pdf/open.pdf"
		if [ "${SLOW:-}" = 1 ]; then
			expect 'a PDF that keeps poppler busy for ever' 2 'forms.pdf: error: pdftotext took too long on it: the limit is CF_MAX_CHILD_SECONDS = 30 s' \
			    "$tool" check "$dir/pdf/forms.pdf" "$wrong"
		fi
		expect 'Markdown read as PDF' 2 'is no PDF' "$tool" check --input-format pdf "$good"
	else
		skipped=$((skipped + 1))
	fi
else
	verdict 'PDF files for tests' no 'they could not be written'
fi

# ---- office files: each is named by what is wrong with it
mkdir "$dir/office"
if "${PYTHON:-/usr/bin/python3}" tests/bad/office.py "$dir/office"; then
	# refuse FILE TEXT: exit status 2, and the other file is checked
	refuse()
	{
		expect "$1" 2 "$1: error: $2" "$tool" check "$dir/office/$1"
		expect "$1 among others" 2 'wrong.md:3:' "$tool" check "$dir/office/$1" "$wrong"
	}
	refuse bomb.docx 'the part "word/document.xml" unpacks to more than 500 times its size (CF_MAX_RATIO)'
	refuse large.docx 'unpacks to more than 134217728 bytes (CF_MAX_UNPACKED)'
	refuse nested.docx 'the part "word/document.xml" is no good XML'
	refuse parts.docx 'a zip archive of 10001 parts; the limit is 10000 (CF_MAX_ZIP_PARTS)'
	refuse entities.docx 'the part "word/document.xml" is refused: it has a DOCTYPE'
	refuse outside.docx 'the part "word/document.xml" is refused: it has a DOCTYPE'
	refuse deep.docx 'the elements of "word/document.xml" are nested more than 1000 deep (CF_MAX_XML_DEPTH)'
	refuse tag.docx 'a tag in "word/document.xml" has more than 2097152 bytes (CF_MAX_XML_TOKEN)'
	refuse words.docx 'a paragraph or a row of a table has 1310719 bytes; the limit is 1048576 (CF_MAX_LINE)'
	refuse columns.docx 'a limit was passed: columns of one table (CF_MAX_COLUMNS)'
	refuse half.docx 'is a zip archive without its list of parts: it is truncated or damaged'
	refuse tail.docx 'is a zip archive without its list of parts: it is truncated or damaged'
	refuse hole.docx 'the part "word/document.xml" is no good XML'
	refuse unclosed.docx 'the part "word/document.xml" is no good XML'
	refuse no-main.docx 'has no part "word/document.xml": it is damaged'
	refuse empty.docx 'is empty: the file is damaged'
	refuse plain.zip 'is a zip archive, but no document of Word, Excel or OpenDocument'
	refuse slides.pptx 'is a presentation (PPTX), which is not read'
	refuse calc.ods 'has no part "content.xml": it is damaged'
	refuse locked.odt 'is protected by a password'
	refuse locked.docx 'is protected by a password'
	refuse flagged.docx 'is protected by a password'
	refuse old.doc 'is an old Word or Excel file (.doc, .xls), which is not read'
	for file in good.docx called.md called.pdf called.xlsx no-ending names.docx fields.docx text.docx; do
		expect "a wrong weekday in $file" 1 '6 June 2023 is a Tuesday' \
		    "$tool" check "$dir/office/$file"
	done
	expect 'spans of two thousand million columns' 0 '1 file: 1 table' "$tool" check "$dir/office/span.docx"
	expect 'a million empty rows' 1 'Big!A1048576: error: ' "$tool" check "$dir/office/rows.xlsx"
	expect 'a diagonal' 2 'diagonal.xlsx: error: not checked: Big!AA1: a table of 2704 rows and 2704 columns: the limit is CF_MAX_CELLS' \
	    "$tool" check -q "$dir/office/diagonal.xlsx"
	expect 'cells that cannot be' 0 '1 file: 0 tables' "$tool" check "$dir/office/index.xlsx"
	expect 'asked to be what it is not' 2 'is a Word document (DOCX), not xlsx' \
	    "$tool" check --input-format xlsx "$dir/office/good.docx"
	expect 'text asked to be a zip' 2 'is no zip archive, as every DOCX, ODT, XLSX and ODS file is' \
	    "$tool" check --input-format docx "$dir/office/text.docx"
	expect 'its text alone' 0 'The panel met on Monday 6 June 2023.' \
	    "$tool" show --text "$dir/office/good.docx"
	verdict 'no name in a zip becomes a file' "$([ -e /tmp/evil ] && echo no || echo yes)" 'it did'
else
	skipped=$((skipped + 1))
fi
rm -rf "$dir/office"

# ---- files of a folder that are not read are said, without failing
mkdir "$dir/mixed" "$dir/mixed/deep" "$dir/only"
cp "$good" "$dir/mixed/a.md"
cp "$good" "$dir/mixed/b.mdown"
printf 'Office\tCases\nNorth\t12\nSouth\t30\n' > "$dir/mixed/c.tab"
for f in mixed/x.rtf mixed/deep/Y.RTF mixed/z.doc mixed/photo.jpg mixed/.hidden.rtf only/p.rtf; do
	: > "$dir/$f"
done
expect 'every ending that is read is taken' 0 '3 files: ' "$tool" check "$dir/mixed"
expect 'what is passed over is said' 0 \
    '3 files in these folders were not read: 2 .rtf, 1 .doc' "$tool" check "$dir/mixed"
expect 'what is passed over, in JSON' 0 'mixed/deep/Y.RTF","start":null,"where":null,"reason":"its format is not read","failed":false' \
    "$tool" check --format json "$dir/mixed"
expect 'what is passed over, in JSON lines' 0 '3 files in these folders were not read: 2 .rtf, 1 .doc' \
    "$tool" check --format jsonl "$dir/mixed"
expect 'a folder of RTF files alone' 2 'no reports in this folder (*.md, *.markdown, *.mdown, *.txt, *.tsv, *.tab, *.csv, *.html, *.htm, *.xhtml, *.docx, *.odt, *.xlsx, *.ods, *.pdf)' \
    "$tool" check "$dir/only"
expect 'a folder of RTF files alone says so' 2 '1 file in these folders was not read: 1 .rtf' \
    "$tool" check "$dir/only"
rm -rf "$dir/mixed" "$dir/only"

# ---- the last line says when there was nothing to compare
expect 'nothing to compare' 0 '1 file: 0 tables, nothing was found that could be compared; 0 skipped' \
    "$tool" check "$good"
expect 'nothing to compare, quiet' 0 'nothing was found that could be compared' "$tool" check -q "$good"

# ---- and a finding says why it is not an error
printf '| Office | Cases |\n| --- | ---: |\n| North | 12 |\n| South | 30 |\n| Total | 72 |\n' > "$dir/one.md"
expect 'one sum alone is a warning, and says why' 0 \
    'only a warning: no other sum of the table shows that these are its parts' "$tool" check "$dir/one.md"

# ---- a weekday that is wrong: both readings, and one suggestion only where it is likelier
expect 'a wrong weekday has two readings' 1 '= either Tuesday 6 June 2023 or Monday 5 June 2023' \
    "$tool" check "$wrong"
expect 'and no suggestion' 1 '"suggestion":null' "$tool" check --format json "$wrong"
printf 'It is on Monday 6 June 2023.\n\nSo: Tuesday 6 June 2023.\n' > "$dir/sure.md"
expect 'unless the report has it right elsewhere' 1 '   suggestion: Tuesday' "$tool" check "$dir/sure.md"

# ---- paths and streams
expect 'a missing path' 2 'no-such.md' "$tool" check "$dir/no-such.md"
mkdir "$dir/nothing"
expect 'a directory without reports' 2 'nothing' "$tool" check "$dir/nothing"
ln -s loop.md "$dir/loop.md"
expect 'a link to itself' 2 'loop.md' "$tool" check "$dir/loop.md" "$wrong"
mkdir "$dir/web"
for a in 1 2 3 4 5 6 7 8 9; do
	mkdir "$dir/web/$a"
	cp "$good" "$dir/web/$a/r.md"
	for b in 1 2 3 4 5 6 7 8 9; do
		[ "$a" = "$b" ] || ln -s "../$b" "$dir/web/$a/to$b"
	done
done
expect 'folders with links to each other' 2 '9 files: ' "$tool" check "$dir/web"
rm -rf "$dir/web"
expect 'a file without end' 2 '/dev/zero' "$tool" check /dev/zero "$wrong"
expect 'a file that is no folder' 2 'wrong.md/x' "$tool" check "$wrong/x"
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

# ---- the output is never one of the inputs, and never half written
# keeps NAME FILE COMMAND...: refused with status 2, and FILE stays as it is
keeps()
{
	name=$1 file=$2
	shift 2
	cp "$file" "$dir/before"
	expect "$name" 2 'is itself one of the' "$@"
	cmp -s "$file" "$dir/before" && ok=yes || ok=no
	verdict "$name: it is left alone" "$ok" 'the file has changed'
}
mkdir "$dir/reports" "$dir/packs"
cp "$wrong" "$dir/reports/r.md"
cp rules/dates.yml "$dir/packs/d.yml"
ln -s reports/r.md "$dir/link.out"
ln "$dir/reports/r.md" "$dir/hard.out"
keeps 'the output is the report' "$dir/reports/r.md" \
    "$tool" check "$dir/reports/r.md" --output "$dir/reports/r.md"
keeps 'the output is a report of a folder' "$dir/reports/r.md" \
    "$tool" check "$dir/reports" --output "$dir/reports/../reports/r.md"
keeps 'the output is a link to the report' "$dir/reports/r.md" \
    "$tool" check "$dir/reports/r.md" --output "$dir/link.out"
keeps 'the output is another name of the report' "$dir/reports/r.md" \
    "$tool" check "$dir/reports/r.md" --output "$dir/hard.out"
keeps 'the output is a rule file' "$dir/packs/d.yml" \
    "$tool" check --no-default-rules --rules "$dir/packs/d.yml" "$wrong" --output "$dir/packs/d.yml"
keeps 'the output is a rule file of a folder' "$dir/packs/d.yml" \
    "$tool" check --no-default-rules --rules "$dir/packs" "$wrong" --output "$dir/packs/d.yml"
rm "$dir/hard.out" "$dir/link.out"
echo old > "$dir/real.out"
chmod 600 "$dir/real.out"
ln -s real.out "$dir/link.out"
"$tool" check "$wrong" --output "$dir/link.out" > /dev/null 2>&1
[ -L "$dir/link.out" ] && grep -q Monday "$dir/real.out" && ok=yes || ok=no
verdict 'a link stays one, and what it leads to is replaced' "$ok" "$(ls -l "$dir"/*.out)"
case $(ls -l "$dir/real.out") in -rw-------*) ok=yes ;; *) ok=no ;; esac
verdict 'a replaced file keeps its mode' "$ok" "$(ls -l "$dir/real.out")"
case $(ls "$dir" "$dir/reports") in *.tmp*) ok=no ;; *) ok=yes ;; esac
verdict 'no temporary file is left' "$ok" "$(ls "$dir" "$dir/reports")"

# ---- nobody reads on: silence, as other tools; that the disk is full is said
# closed NAME COMMAND...: its output is a pipe that is closed at once
closed()
{
	name=$1
	shift
	{ sleep 0.2; "$@" 2> "$dir/said"; } | true
	[ -s "$dir/said" ] && ok=no || ok=yes
	verdict "$name" "$ok" "$(head -c 300 "$dir/said")"
}
closed 'a closed pipe: check' "$tool" check "$wrong"
closed 'a closed pipe: check --format json' "$tool" check --format json "$wrong" "$good"
closed 'a closed pipe: show' "$tool" show "$wrong"
closed 'a closed pipe: rules' "$tool" rules
closed 'a closed pipe: help' "$tool" help
for command in "show $wrong" rules help test; do
	# shellcheck disable=SC2086	# a command and its argument
	"$tool" $command > /dev/full 2> "$dir/said"
	st=$?
	[ "$st" -eq 2 ] && [ -s "$dir/said" ] && ok=yes || ok=no
	verdict "a full disk: $command" "$ok" "status $st"
done

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
expect 'a rule without a test is named' 0 'local/bare has no test' \
    sh -c "printf 'pack: local\nrules:\n  - { id: bare, title: t, check: total, message: m }\n' \
    > '$dir/bare.yml'; '$tool' test '$dir/bare.yml'"
expect 'a rule that does not exist' 2 'did you mean column-total?' "$tool" check --rule mean,colum-total "$good"
expect 'nor one to leave out' 2 'did you mean dates/weekday?' "$tool" check --exclude-rule dates/wekday "$good"
expect 'a pack that does not exist' 2 'did you mean dates/*?' "$tool" check --rule 'date/*' "$wrong"
expect 'all rules of a pack' 1 '1 failed' "$tool" check --rule 'dates/*' "$wrong"
expect 'another pack alone' 0 'nothing was found that could be compared' \
    "$tool" check --rule 'tables/*' "$wrong"
expect 'a pack that is left out' 0 'nothing was found that could be compared' \
    "$tool" check --exclude-rule 'dates/*' "$wrong"
expect 'two rules with a comma' 1 '1 failed' "$tool" check --rule mean,weekday "$wrong"
expect 'a rule that is left out' 0 '0 failed' "$tool" check --exclude-rule mean,weekday "$wrong"
expect 'failed ones alone' 1 '"relations": [' "$tool" check --show failed --format json "$wrong"
expect 'lines and tables of a file' 0 'good.md: markdown, 3 lines, 1 section, 0 tables' "$tool" show "$good"
expect 'lines of an empty file' 0 'empty.md: markdown, 0 lines' "$tool" show "$dir/empty.md"
expect 'one line' 0 '<stdin>: markdown, 1 line, 0 sections' sh -c "printf 'one' | '$tool' show"
expect 'help says the short options' 0 '-V, --version' "$tool" help
expect 'help of a command says them, too' 0 '-h, --help' "$tool" help check
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
cat > "$dir/refs.yml" <<'EOF'
pack: bad
rules:
  - id: tables
    title: t
    check: reference
    define: 'Table (?<key>\d+):'
    refer: 'Tables (?<keys>[-\d, ]+)'
    message: m
  - id: names
    title: t
    check: variant
    near: true
    message: m
EOF
refs="$(repeat 10 '1-99, ')"
{
	lines 2100 "Tables $refs" | awk '{ print; print "" }'
	awk 'BEGIN { for (i = 1; i < 100; i++) printf "Table %d: one\n\n", i }'
} > "$dir/refs.md"
expect 'too many references' 2 'too many references' "$tool" check --no-default-rules \
    --rules "$dir/refs.yml" "$dir/refs.md"
awk 'BEGIN { for (i = 0; i < 1000100; i++) printf "W%d%s", i, i % 99 ? " " : "\n\n" }' > "$dir/words.md"
expect 'too many words' 2 'too many words' "$tool" check --no-default-rules \
    --rules "$dir/refs.yml" "$dir/words.md"

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
row 20000 x | sed 's,[0-9]*x*,<td>&</td>,g; s,^,<table><tr>,' > "$made"
big '20,000 HTML columns' 2 'CF_MAX_COLUMNS'
{ printf '<table>'; lines 3000 '<tr><td rowspan=1000 colspan=1000>1</td><td>2</td></tr>'; echo '</table>'; } > "$made"
big 'HTML cells that span a thousand rows and columns' 2 'CF_MAX_'
printf '<table><tr><td>1</td>\n\nA paragraph.\n' > "$made"
big 'an HTML table without an end' 0 'without an end'
{ echo '<table><tr><td>'; lines 300000 '<li><p><dd>x'; echo '</table>'; } > "$made"
big 'lists inside lists in HTML, none of them closed' 2 'CF_MAX_DEPTH'
{ echo '<table><tr><td><ul>'; lines 100000 '<li>x<p>y'; echo '</ul></table>'; } > "$made"
big 'a long list in HTML, its items not closed' 0 ''
repeat 30000 '<div>' > "$made"
big 'an HTML page nested 30,000 deep' 2 'HTML elements nested too deeply: the limit is CF_MAX_DEPTH = 200' html
{ printf '<p '; repeat 300 'a=1 '; printf '>x'; } > "$made"
big 'an HTML tag with 300 attributes' 2 'the limit is CF_MAX_ATTRIBUTES = 256' html
{ printf '<html>'; repeat 17000000 x; } > "$made"
big 'an HTML page of 17 MB' 2 'HTML too large: the limit is CF_MAX_HTML = 16 MiB' html
{ printf '<table>'; lines 3000 '<tr><td rowspan=1000 colspan=1000>1</td><td>2</td></tr>'; } > "$made"
big 'a page of cells that span a thousand rows and columns' 2 'CF_MAX_' html
{ printf '<table>'; lines 450 "<tr>$(repeat 4000 '<td>')x<td>\$<td>1"; } > "$made"
big 'a page of a table of empty cells' 0 '1 table' html
repeat 60 '<table><tr><td>a<td>' > "$made"
big 'tables in tables in a page' 0 '' html
repeat 190 '<div aria-hidden=true>' > "$made"
repeat 100000 '<b> </b>' >> "$made"
big 'elements that are hidden from readers, in each other' 0 'no text was found' html
repeat 40000 '<figure><table><tr><td>a<td>b</table><figcaption>c</figcaption></figure>' > "$made"
big '40,000 figures in a line' 0 '' html
{ printf '[a]: /'; repeat 100000 x; printf '\n\n'; repeat 200000 '[a] '; } > "$made"
big 'a long link target for 200,000 links' 2 'CF_MAX_LINKS'
{ printf 'a\n'; repeat 250000 'b 1\015'; } > "$made"
big '250,000 carriage returns in a line' 0 ''
lines 1000000 '| a |
|---|
| 1 |
' > "$made"
big 'a million tables of one cell' 0 '1,000,000 tables'
lines 200000 '| 1 | 2 | 3 |' | { printf '| a | b | Total |\n|---|---|---|\n'; cat; } > "$made"
big 'a table of 200,000 rows' 0 ''
awk 'BEGIN { print "A	B	Total"; for (i = 0; i < 200000; i++) print i "	1	" i + 1 }' > "$made"
big '200,000 tab-separated rows' 0 ''
repeat 100000 '12% of 50 ' > "$made"
big 'a paragraph of 200,000 figures' 0 ''
repeat 1000000 9 > "$made"
big 'a number of a million digits' 0 ''
{ printf '| a | b |\n|---|---|\n| '; repeat 400000 9; printf ' | 1'; repeat 100000 ',000'; printf ' |\n'; } > "$made"
big 'numbers of a million digits in cells' 0 ''
{ repeat 200000 '1.'; echo; echo; repeat 200000 '1-'; echo; echo; repeat 200000 '1/'; echo; echo
    repeat 300000 '('; echo 1; echo; repeat 300000 '$'; echo 1; } > "$made"
big 'signs between digits without end' 0 ''
lines 100000 'On Monday 1 January 2024, 3 of 4 (75%) came, from 10% to 20%.' > "$made"
big 'a hundred thousand sentences' 0 ''

# expressions that go through all rows for each row, and claims that look up labels
cat > "$dir/loops.yml" <<'END'
pack: loops
rules:
  - id: rows
    title: each row against all others
    check: relation
    each: row
    expect: table.rows.all(a, table.rows.exists(b, a["n"] + b["n"] == row["n"]))
    message: m
END
awk 'BEGIN { print "| a | n |\n|---|---|"; for (i = 0; i < 20000; i++) print "| r" i " | " i " |" }' \
    > "$made"
expect 'loops inside loops over 20,000 rows' 2 'there is too much to work out' \
    "$tool" check --no-default-rules --rules "$dir/loops.yml" "$made"
cat > "$dir/claims.yml" <<'END'
pack: claims
rules:
  - id: rise
    title: what the table says
    check: claim
    match: 'Calls(?<n>\d+) rose to (?<to>\d+) in (?<year>\d{4}/\d\d)'
    expect: number(to) == lookup("Calls" + n.text, year)
    message: m
END
awk 'BEGIN { for (i = 0; i < 4000; i++) print "# S" i "\n\nCalls" i " rose to 8 in 2022/23.\n\n" \
    "| Year | Calls" i " |\n|---|---|\n| 2021-22 | 5 |\n| 2022-23 | 8 |\n" }' > "$made"
expect '4,000 claims over 4,000 tables' 0 '4,000 relations held' \
    "$tool" check --no-default-rules --rules "$dir/claims.yml" "$made"

# ---- what is asked of all tables for each sentence is looked up: gone through again and again,
# each of these would need more steps than a rule may take
awk 'BEGIN { for (i = 0; i < 4000; i++) print "## ABC section\n\n| x | 2021 | 2022 |\n|---|--:|--:|\n" \
    "| y | 1 | 2 |\n\nABC figures tend to fluctuate.\n" }' > "$made"
expect '4,000 sentences that ask the same of 4,000 tables' 0 '4,000 tables, ' "$tool" check "$made"
awk 'BEGIN { for (i = 0; i < 2400; i++) print "| x | 2021 | 2022 |\n|---|--:|--:|\n| y | 1 | 2 |\n\n" \
    "Loans rose by 12% between 2021 and 2022.\n" }' > "$made"
expect '2,400 sentences and tables under no heading' 0 '2,400 undecided; 0 skipped' \
    "$tool" check "$made"
awk 'BEGIN { for (i = 0; i < 4000; i++) print "## Part " i "\n\nTable 1: Loans\n\n| x | 2021 | 2022 |\n" \
    "|---|--:|--:|\n| y | 1 | 2 |\n\nThere was an increase in loans (Table 1). " \
    "Loans rose by 12% between 2021 and 2022 (Table 1).\n" }' > "$made"
expect '4,000 sections, each with its Table 1' 0 '4,000 failed (4,000 warnings)' \
    "$tool" check --quiet "$made"
awk 'BEGIN { for (i = 0; i < 8000; i++) print "| Key | |\n|---|---|\n| " i " | Not Improving |\n\n" \
    "| Measure | Status | Comment |\n|---|---|---|\n| a | " i + 1 " | Improved |\n" }' > "$made"
expect '8,000 keys to codes' 0 '0 undecided; 0 skipped' "$tool" check "$made"
awk 'BEGIN { print "| Item | 2019 | 2020 | 2021 |\n|---|--:|--:|--:|"; for (i = 0; i < 16000; i++)
    print "| Area " i " | | | |\n| x | " i % 9 " | 3 | 4 |\n| y | 4 | " i % 5 " | 1 |\n" \
    "| Total " i " | " i % 9 + 4 " | " i % 5 + 3 " | 5 |" }' > "$made"
expect 'a table of 16,000 groups with a total each' 0 'too large a table' "$tool" check "$made"

# ---- remarks that silence findings, by the thousand
{ repeat 2001 '<!-- crossfoot-disable-line weekday -->
'; } > "$made"
expect 'too many remarks' 2 'the remarks after this one: there are too many (CF_MAX_REMARKS)' \
    "$tool" check "$made"
{ printf '<!-- crossfoot-disable-line '; repeat 50000 'no-such-rule, '; echo '-->'; } > "$made"
expect 'a remark with too many names' 2 'they name too many rules (CF_MAX_REMARKS)' \
    "$tool" check --format json "$made"
{ repeat 20000 '`<!-- crossfoot-disable-line x -->`'; } > "$made"
expect 'remarks that are shown, on one line' 0 '1 file: ' "$tool" check "$made"
{ repeat 60000 '<!-- crossfoot-'; } > "$made"
expect 'remarks that are never closed' 0 '1 file: ' "$tool" check "$made"
{ echo '<!-- crossfoot-disable weekday -->'; lines 50000 '
Monday 6 June 2023.'; } > "$made"
expect 'a block over 50,000 findings' 0 '50,000 findings suppressed' "$tool" check "$made"

# ---- configurations, ignore files and baselines
mkdir "$dir/conf"
cp "$wrong" "$dir/conf/r.md"
mkfifo "$dir/conf/.crossfoot.yml"
expect 'a configuration that is a pipe' 2 '.crossfoot.yml: error: is no file that can be read' \
    "$tool" check "$dir/conf/r.md"
rm "$dir/conf/.crossfoot.yml"
ln -s .crossfoot.yml "$dir/conf/.crossfoot.yml"
expect 'a configuration that is a link to itself' 2 '.crossfoot.yml: error: ' \
    "$tool" check "$dir/conf/r.md"
rm "$dir/conf/.crossfoot.yml"
{ echo 'except:'; lines 100000 '  - a'; } > "$dir/conf/.crossfoot.yml"
expect 'a configuration with too much in it' 2 'CF_MAX_CONFIG_ITEMS' "$tool" check "$dir/conf/r.md"
lines 600000 '# x' > "$dir/conf/.crossfoot.yml"
expect 'a configuration that is too large' 2 'CF_MAX_RULE_FILE' "$tool" check "$dir/conf/r.md"
{ repeat 100 '['; repeat 100 ']'; } > "$dir/conf/.crossfoot.yml"
expect 'a configuration that is too deep' 2 'nested deeper than 64' "$tool" check "$dir/conf/r.md"
printf 'caf\351: 1\n' > "$dir/conf/.crossfoot.yml"
expect 'a configuration that is not UTF-8' 2 '.crossfoot.yml:1:4: error: not UTF-8' \
    "$tool" check "$dir/conf/r.md"
printf 'rules:\n  - id: a\n' > "$dir/conf/.crossfoot.yml"
expect 'a rule in a configuration' 2 'unknown key "rules" in a configuration' \
    "$tool" check "$dir/conf/r.md"
rm "$dir/conf/.crossfoot.yml"
lines 600000 '# x' > "$dir/conf/.crossfootignore"
expect 'an ignore file that is too large' 2 'CF_MAX_IGNORE_FILE' "$tool" check "$dir/conf"
{ repeat 500 'a*'; echo b; } > "$dir/conf/.crossfootignore"
cp "$wrong" "$dir/conf/$(repeat 200 a).md"
expect 'an ignore pattern of stars' 1 '2 files: ' "$tool" check "$dir/conf"
rm "$dir/conf/.crossfootignore"
mkfifo "$dir/conf/known"
expect 'a baseline that is a pipe' 2 'known: error: is no file that can be a baseline' \
    "$tool" check --baseline "$dir/conf/known" "$dir/conf/r.md"
expect 'a baseline to a pipe' 2 'known: error: is no file that can be a baseline' \
    "$tool" check --write-baseline "$dir/conf/known" "$dir/conf/r.md"
rm "$dir/conf/known"
{ echo 'crossfoot baseline 1'; lines 200000 '0123456789abcdef dates/weekday x.md'; } > "$dir/conf/known"
expect 'a baseline with many entries' 0 '200000 entries that no longer occur were taken out' \
    "$tool" check --fail-on never --prune-baseline --baseline "$dir/conf/known" "$dir/conf/r.md"
rm -rf "$dir/conf"
for file in tests/bad/configs/*.yml; do	# said with its place; tests/schema_rules.sh has them, too
	expect "${file##*/}" 2 "$file:" "$tool" check --config "$file" "$good"
done

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
grow_sample() { for i in $(seq $(($1 * 25))); do cat corpus/*.md; done; }
grow_rows() { awk -v n="$(($1 * 20000))" 'BEGIN { print "A	B	C	Total"
    for (i = 0; i < n; i++) print i "	" i % 7 "	" 3 "	" i + i % 7 + 3 }'; }
grow_columns() { for i in 1 2 3 4 5 6 7 8 9; do row $(($1 * 1000)) '	'; done; }
grow_sections() { awk -v n="$(($1 * 20000))" 'BEGIN { for (i = 0; i < n; i++)
    print "## Section " i "\n\nIn all " i " of " 2 * i + 1 " came.\n" }'; }
grow_sentence() { repeat $(($1 * 9000)) 'from 12 to 13, 3 of 4 (75%) '; }
grow_tables() { awk -v n="$(($1 * 2000))" 'BEGIN { for (i = 0; i < n; i++)
    print "| a | n |\n|---|---|\n| x | 1 |\n| y | 2 |\n| Total | 3 |\n" }'; }
grow_line() { repeat $(($1 * 5000)) '<table><tr><td>1</td></tr></table>'; }
grow_pages() { awk -v n="$(($1 * 20000))" 'BEGIN { print "A	B	Total"
    for (i = 0; i < n; i++) printf "x	1	1\n\nPage %d\n\n# Returns\n\n", i }'; }
grow_returns() { echo a; repeat $(($1 * 50000)) 'b 1\r'; }
grow_misses() { awk -v n="$(($1 * 12500))" 'BEGIN { print "A	B	C	Total"
    for (i = 0; i < n; i++) print "x" i "	" i % 7 "	3	" i % 7 + 3 + (i % 11 == 0) }'; }
grow_page() { echo '<!doctype html><p>'; repeat $(($1 * 4000)) '<p>In 3 of 4 (75%) the <b>year</b><table><tr><td>a<td>$<td>1<tr><td>b<td><td>2</table>'; }
grow 'growth: the sample reports again and again' grow_sample
grow 'growth: rows' grow_rows
grow 'growth: columns' grow_columns
grow 'growth: rows that do not add up' grow_misses
grow 'growth: sections' grow_sections
grow 'growth: one long sentence' grow_sentence
grow 'growth: tables' grow_tables
grow 'growth: HTML tables in one line' grow_line
grow 'growth: an HTML page in one line' grow_page
grow 'growth: a table over many pages' grow_pages
grow 'growth: carriage returns in one line' grow_returns

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
