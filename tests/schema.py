#!/usr/bin/env python3
"""schema.py CROSSFOOT: the JSON output against its schema, and what a schema
cannot say: that lines and columns lead to the text, counted here once more from
the file alone. Checks the sample reports and the input of every case; closes
with "N passed, N failed".
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


def case_inputs():
    """The input of each case, with the ending its format has."""
    for path in sorted(glob.glob("tests/cases/**/*.case", recursive=True)):
        with open(path, encoding="utf-8", newline="") as f:
            text = f.read()
        for m in re.finditer(r"^%% input (\w+)[^\n]*\n(.*?)(?=^%%|\Z)", text, re.M | re.S):
            yield m[1], m[2].replace("\\%%", "%%")


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


def mistakes_of(report, path):
    """What is wrong with the report of one file."""
    with open(path, encoding="utf-8-sig", newline="") as f:
        lines = f.read().replace("\r\n", "\n").split("\n")
    relations = report["relations"]
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
    wrong = list(mistakes_of(report, path))
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
        paths = sorted(glob.glob("corpus/*.md"))
        for i, (ending, text) in enumerate(case_inputs()):
            path = os.path.join(folder, "case-%d.%s" % (i, ending))
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(text)
            paths.append(path)
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
