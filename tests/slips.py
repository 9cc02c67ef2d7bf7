#!/usr/bin/python3
"""One digit changed in every cell of given tables of the agenda pack, one at a time.

usage: slips.py CROSSFOOT PACK [--list]

Each changed pack must give exactly one new finding, at the changed figure, whose
suggestion is what stood there. Prints the shares for each group of tables; and again for
the figures that stand in no finding of the pack as it is, for what is wrong already cannot
tell which figure was right. Needs the pack beside the checkout; skips without it.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

# header line of each table -> group; the rows below it up to an empty line are its own
GROUPS = [("Language\t2015/16", "language tables"), ("School Type\t", "inspection tables")]
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def table_rules(tool):
    """The options that run the rules of tables alone."""
    out = subprocess.run([tool, "rules", "--json"], stdout=subprocess.PIPE, check=True).stdout
    names = [r["name"] for r in json.loads(out)["rules"] if r["name"].startswith("tables/")]
    return [x for name in names for x in ("--rule", name)]


def findings(tool, options, path):
    out = subprocess.run([tool, "check", "--format", "json", *options, path],
                         stdout=subprocess.PIPE, check=False).stdout
    return json.loads(out)["findings"]


def key(f):
    return (f["rule"], f["start"]["line"], f["start"]["column"], f["stated"], f["computed"])


def wrong_already(found):
    """Places of all figures that go into a finding."""
    places = set()
    for f in found:
        places.add((f["start"]["line"], f["start"]["column"]))
        places |= {(e["start"]["line"], e["start"]["column"]) for e in f["evidence"]}
    return places


def table_figures(lines):
    """(group, line index, span) of every figure below a header of GROUPS."""
    for i, line in enumerate(lines):
        for start, group in GROUPS:
            if not line.startswith(start):
                continue
            k = i + 1
            while k < len(lines) and lines[k].strip():
                if not lines[k].startswith("\t"):
                    stub = lines[k].index("\t")
                    for m in FIGURE.finditer(lines[k], stub):
                        yield group, k, m.span()
                k += 1


def change_digit(text, n):
    """One digit of a figure changed, by a fixed rule."""
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    at = digits[n % len(digits)]
    new = str((int(text[at]) + 1 + n % 8) % 10)
    if at == digits[0] and new == "0" and len(digits) > 1:
        new = "9" if text[at] != "9" else "1"
    return text[:at] + new + text[at + 1:]


def judge(found, line, column, old, count, group):
    """Was it caught, once, where it stands, with what stood there?"""
    here = [f for f in found if f["start"]["line"] == line and
            f["start"]["column"] <= column < f["end"]["column"]]
    right = [f for f in here if f["suggestion"] and
             FIGURE.search(f["suggestion"]["text"]).group() == old]
    count[group, "cells"] += 1
    count[group, "caught"] += bool(found)
    count[group, "one"] += len(found) == 1
    count[group, "at the cell"] += bool(here)
    count[group, "suggested"] += any(f["suggestion"] for f in found)
    count[group, "right"] += bool(right)
    return right


def main():
    args = [a for a in sys.argv[1:] if a != "--list"]
    if len(args) != 2 or not os.path.isfile(args[1]):
        print("slips: skipped, no agenda pack beside this checkout")
        return
    tool, pack = args
    text = open(pack, encoding="utf-8").read()
    lines = text.split("\n")
    options = table_rules(tool)
    as_it_is = findings(tool, options, pack)
    before, wrong = {key(f) for f in as_it_is}, wrong_already(as_it_is)
    count = collections.Counter()
    with tempfile.TemporaryDirectory() as tmp:
        path = os.path.join(tmp, "pack.md")
        for n, (group, k, (a, b)) in enumerate(table_figures(lines)):
            old = lines[k][a:b]
            new = change_digit(old, n)
            changed = lines[:k] + [lines[k][:a] + new + lines[k][b:]] + lines[k + 1:]
            with open(path, "w", encoding="utf-8") as f:
                f.write("\n".join(changed))
            found = [f for f in findings(tool, options, path) if key(f) not in before]
            right = judge(found, k + 1, a + 1, old, count, group)
            if (k + 1, a + 1) not in wrong:
                judge(found, k + 1, a + 1, old, count, group + ", right before")
            if "--list" in sys.argv and not right:
                print(f"  line {k + 1}: {old} -> {new}: " + ("; ".join(
                    f"{f['rule']} {f['start']['column']} {f['message']}" for f in found)
                    or "nothing"))
    print(f"{'one digit changed in':32} {'cells':>6} {'caught':>7} {'once':>6} {'at it':>6} "
          f"{'mended':>7}  of suggestions right")
    for _, group in GROUPS:
        for name in (group, group + ", right before"):
            n = count[name, "cells"]
            print(f"{name:32} {n:6} {count[name, 'caught'] / n:7.1%} "
                  f"{count[name, 'one'] / n:6.1%} {count[name, 'at the cell'] / n:6.1%} "
                  f"{count[name, 'right'] / n:7.1%}  "
                  f"{count[name, 'right'] / max(count[name, 'suggested'], 1):.1%}")


main()
