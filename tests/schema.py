#!/usr/bin/env python3
"""schema.py CROSSFOOT: the JSON output against its schema, and what a schema
cannot say: that lines and columns lead to the text, counted here once more from
the file alone; of files without lines, from the text that `show --text` prints. Checks the
sample reports and the input of every case; closes with "N passed, N failed".
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import jsonschema

SCHEMA = "checker/write/report.schema.json"
OFFICE = ("docx", "odt", "xlsx", "ods", "pdf")  # all without lines


def case_inputs():
    """The input of each case, with the ending its format has."""
    for path in sorted(glob.glob("tests/cases/**/*.case", recursive=True)):
        with open(path, encoding="utf-8", newline="") as f:
            text = f.read()
        for m in re.finditer(r"^%% input (\w+)[^\n]*\n(.*?)(?=^%%|\Z)", text, re.M | re.S):
            if m[1] not in OFFICE:
                yield m[1], m[2].replace("\\%%", "%%")


def lines_of(tool, path):
    """The lines that places point into."""
    if path.endswith(OFFICE):
        text = subprocess.run([tool, "show", "--text", path], capture_output=True,
                              check=True).stdout.decode()
    else:
        with open(path, encoding="utf-8-sig", newline="") as f:
            text = f.read()
    return text.replace("\r\n", "\n").split("\n")


def text_at(lines, start, end):
    """What stands from start to end, which count code points from 1."""
    if start["line"] == end["line"]:
        return lines[start["line"] - 1][start["column"] - 1:end["column"] - 1]
    first = lines[start["line"] - 1][start["column"] - 1:]
    rest = lines[start["line"]:end["line"] - 1]
    return "\n".join([first, *rest, lines[end["line"] - 1][:end["column"] - 1]])


def is_printed(want, text):
    """Markup and entities may stand between, so letters and digits are compared."""
    letters = iter(re.sub(r"[^0-9A-Za-z]", "", text))
    return all(c in letters for c in re.sub(r"[^0-9A-Za-z]", "", want))


def where_mistakes(r, path):
    """A file without lines says where a person goes, and only such a file does."""
    places = [r, *r["evidence"]]
    if any((place["where"] is None) == path.endswith(OFFICE) for place in places):
        yield "%s: where is %r" % (r["rule"], [place["where"] for place in places])
    if r["suggestion"] and ("start" in r["suggestion"]) == path.endswith(OFFICE):
        yield "%s: suggestion %r" % (r["rule"], r["suggestion"])


def mistakes_of(report, path, lines):
    """What is wrong with the report of one file."""
    relations = report["relations"]
    for r in relations:
        yield from where_mistakes(r, path)
    for r in relations:
        name = "%s at %d:%d" % (r["rule"], r["start"]["line"], r["start"]["column"])
        text = text_at(lines, r["start"], r["end"])
        if not text:
            yield name + ": nothing stands there"
        if r["stated"] and not is_printed(r["stated"], text):
            yield "%s: stated %r, there stands %r" % (name, r["stated"], text)
        for e in r["evidence"]:
            there = text_at(lines, e["start"], e["end"])
            if not is_printed(e["text"], there):
                yield "%s: evidence %r, there stands %r" % (name, e["text"], there)
    silenced = sum(r["suppression"] is not None for r in report["findings"])
    if silenced != report["summary"]["suppressed"]:
        yield "%d findings are suppressed, the summary says %d" % (
            silenced, report["summary"]["suppressed"])
    for verdict, n in report["summary"]["relations"].items():
        if sum(r["verdict"] == verdict and not r["suppression"] for r in relations) > n:
            yield "more relations are %s than the summary says" % verdict
    for severity in ("error", "warning", "info"):
        n = sum(r["severity"] == severity and not r["suppression"] for r in report["findings"])
        if n != report["summary"][severity]:
            yield "%d findings are %s, the summary says %d" % (
                n, severity, report["summary"][severity])


def statistics_mistakes(tool, path, validator, plain):
    """What --statistics adds: it must fit the schema and the counts, and change nothing else."""
    run = subprocess.run([tool, "check", "--format", "json", "--show", "all", "--statistics", path],
                         capture_output=True, check=False)
    report = json.loads(run.stdout)
    yield from ("%s: %s" % (e.json_path, e.message[:200]) for e in validator.iter_errors(report))
    statistics = report.pop("statistics")
    if report != json.loads(plain):
        yield "--statistics changes more than it adds"
    for verdict, n in report["summary"]["relations"].items():
        if sum(s[verdict] for s in statistics) != n:
            yield "the rules have other %s relations than the summary" % verdict
    if any(s["applied"] != report["files"][0]["rules"].get(s["rule"], 0) for s in statistics):
        yield "a rule applied to more or fewer relations than the file says"


def check(tool, path, validator):
    """Mistakes in what the tool writes about one file."""
    run = subprocess.run([tool, "check", "--format", "json", "--show", "all", path],
                         capture_output=True, check=False)
    if run.returncode not in (0, 1):
        return ["exit status %d: %s" % (run.returncode, run.stderr.decode()[:300])]
    try:
        report = json.loads(run.stdout)
    except ValueError as e:
        return ["not JSON: %s" % e]
    wrong = ["%s: %s" % (e.json_path, e.message[:200]) for e in validator.iter_errors(report)]
    wrong += statistics_mistakes(tool, path, validator, run.stdout)
    if wrong:
        return wrong
    wrong = list(mistakes_of(report, path, lines_of(tool, path)))
    if (run.returncode == 1) != (report["summary"]["error"] > 0):
        wrong.append("exit status %d with %d errors" % (
            run.returncode, report["summary"]["error"]))
    lines = subprocess.run([tool, "check", "--format", "jsonl", path],
                           capture_output=True, check=False).stdout.splitlines()
    findings = [r for r in report["findings"] if not r["suppression"]]
    if [json.loads(line) for line in lines] != findings:
        wrong.append("jsonl gives other findings than json")
    return wrong


def main():
    tool = sys.argv[1]
    with open(SCHEMA, encoding="utf-8") as f:
        schema = json.load(f)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = sorted(glob.glob("corpus/*.md") + glob.glob("corpus/formats/*"))
        for i, (ending, text) in enumerate(case_inputs()):
            path = os.path.join(folder, "case-%d.%s" % (i, ending))
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(text)
            paths.append(path)
        runner = os.path.join(os.path.dirname(tool), "run_cases")
        subprocess.run([runner, "--write", folder, *glob.glob("tests/cases/**/*.case",
                                                              recursive=True)], check=True)
        paths += [p for p in glob.glob(folder + "/*") if p.endswith(OFFICE)]
        for path in paths:
            wrong = check(tool, path, validator)
            passed += not wrong
            failed += bool(wrong)
            for what in wrong[:5]:
                print("%s: %s" % (path, what))
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
