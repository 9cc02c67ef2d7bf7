#!/usr/bin/python3
"""Accuracy on documents whose truth is known, or which were published as right.

usage: accuracy.py CROSSFOOT DATA [--list]

Prints one table a source. Needs the data folder beside the checkout; without it
there is nothing to measure and it says so. --list prints every finding.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile


def run(tool, paths):
    """Check the files; returns the parsed JSON with all relations."""
    out = subprocess.run([tool, "check", "--format", "json", "--show", "all", *paths],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if not out.stdout:
        sys.exit("no output: " + out.stderr.decode()[:500])
    return json.loads(out.stdout)


def pipe_table(rows):
    """Rows of cell strings as a Markdown pipe table, as they come."""
    width = max(len(r) for r in rows)
    lines = []
    for i, row in enumerate(rows):
        cells = [c.replace("|", "/").replace("\n", " ").strip() for c in row]
        lines.append("| " + " | ".join(cells + [""] * (width - len(row))) + " |")
        if i == 0:
            lines.append("|" + "---|" * width)
    return "\n".join(lines) + "\n"


def verdicts(report, name, listing):
    """One line of counts by rule family and verdict."""
    count = collections.Counter()
    for r in report["relations"]:
        count[r["verdict"]] += 1
    found = collections.Counter(f["severity"] for f in report["findings"])
    print(f"{name:28} {count['held']:7} {count['rounding']:8} {count['undecided']:9} "
          f"{found['error']:6} {found['warning']:8} {found['info']:5}")
    if listing:
        for f in report["findings"]:
            where = os.path.basename(f["path"])
            print(f"    {where}:{f['start']['line']}:{f['start']['column']} {f['severity']} "
                  f"{f['rule']} {f['message'][:110]}")


def aggrecol_sums(report, annotations):
    """Precision and recall of recognised sums: total cell and set of parts."""
    truth = {}
    filled = {}
    for table in annotations:
        cells = table["table_array"]
        name = table["id"]
        filled[name] = cells
        for a in table["aggregation_annotations"]:
            if a["operator"] != "Sum":
                continue
            parts = frozenset(tuple(p) for p in a["aggregatee_indices"]
                              if re.search(r"[1-9]", cells[p[0]][p[1]]))
            truth.setdefault((name, tuple(a["aggregator_index"])), []).append(parts)
    got = right = 0
    hit = set()
    for r in report["relations"]:
        if not r["rule"].endswith("-total") or r["verdict"] == "undecided":
            continue
        name = os.path.basename(r["path"])[:-4]
        if name not in filled:
            continue
        cell = (r["subject"]["row"] - 1, r["subject"]["column"] - 1)
        parts = set()
        for e in r["evidence"]:
            at = (e["cell"]["row"] - 1, e["cell"]["column"] - 1)
            if re.search(r"[1-9]", filled[name][at[0]][at[1]]):
                parts.add(at)
        if len(parts) < 2:
            continue
        got += 1
        if any(parts == set(t) for t in truth.get((name, cell), [])):
            right += 1
            hit.add((name, cell, frozenset(parts)))
    total = sum(len(v) for v in truth.values())
    print(f"sums recognised {got}, as annotated {right} (precision {right / max(got, 1):.3f}), "
          f"annotated {total} (recall {len(hit) / max(total, 1):.3f})")


def aggrecol(tool, data, listing):
    folder = os.path.join(data, "aggrecol")
    annotations = [json.loads(l) for l in open(os.path.join(folder, "annotations.jsonl"))]
    report = run(tool, [os.path.join(folder, "tsv")])
    verdicts(report, "aggrecol (170 tables)", listing)
    return lambda: aggrecol_sums(report, annotations)


def filings(tool, data, listing, name, path, convert):
    with tempfile.TemporaryDirectory() as tmp:
        entries = json.load(open(os.path.join(data, path)))
        seen = set()
        for i, e in enumerate(entries):
            text = convert(e)
            if text not in seen:
                seen.add(text)
                with open(os.path.join(tmp, f"{i:04}.md"), "w") as f:
                    f.write(text)
        verdicts(run(tool, [tmp]), f"{name} ({len(seen)} pages)", listing)


def tatqa_page(e):
    text = "\n\n".join(p["text"] for p in e["paragraphs"])
    return text + "\n\n" + pipe_table(e["table"]["table"])


def finqa_page(e):
    rows = [r.split(" | ") for r in e["table"].split("\n") if r.strip()]
    text = e["text"] if isinstance(e["text"], str) else "\n".join(e["text"])
    return text.replace("|", "/") + "\n\n" + pipe_table(rows)


def weekdays(tool, data, listing):
    folder = os.path.join(data, "council-minutes-limerick")
    want = set()
    for line in open(os.path.join(folder, "weekday-errors.jsonl")):
        d = json.loads(line)
        want |= {(os.path.basename(d["file"]), e["text"].split()[0].strip(",").lower())
                 for e in d["errors"]}
    folders = [os.path.join(folder, x) for x in ("text", "ocr")
               if os.path.isdir(os.path.join(folder, x))]
    report = run(tool, folders)
    verdicts(report, "limerick minutes", listing)
    got = {(os.path.basename(f["path"]), f["stated"].lower())
           for f in report["findings"] if f["rule"] == "dates/weekday"}
    return lambda: print(f"wrong weekdays: {len(want)} known, {len(got & want)} found, "
                         f"{len(got - want)} others {sorted(got - want)}")


def main():
    args = [a for a in sys.argv[1:] if a != "--list"]
    listing = "--list" in sys.argv
    if len(args) != 2 or not os.path.isdir(args[1]):
        print("accuracy: skipped, no data folder beside this checkout")
        return
    tool, data = args
    print(f"{'source':28} {'held':>7} {'rounding':>8} {'undecided':>9} {'errors':>6} "
          f"{'warnings':>8} {'infos':>5}")
    sums = aggrecol(tool, data, listing)
    filings(tool, data, listing, "tatqa", "tatqa/tatqa_dataset_dev.json", tatqa_page)
    filings(tool, data, listing, "finqa", "finqa/convfinqa_dev_part.json", finqa_page)
    for name in ("md", "md-html"):
        verdicts(run(tool, [os.path.join(data, "ons-bulletins", name)]), "ons " + name, listing)
    days = weekdays(tool, data, listing)
    print()
    print("aggrecol:", end=" ")
    sums()
    print("limerick:", end=" ")
    days()


main()
