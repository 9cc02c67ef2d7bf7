#!/usr/bin/python3
"""A small part of the accuracy measure, with a floor under each figure.

usage: accuracy_floor.py CROSSFOOT DATA

Every fourth annotated table, the wrong weekdays of the minutes and the bulletins. In
so few tables the figures differ from those of `make accuracy`; what counts is that
they do not fall.
Closes with "N passed, N failed", or skips without the data.
"""
import json
import os
import sys

import accuracy

EVERY = 4
# its 27 totals of rows are sums of the columns beside them, to the unit or nearly, but nobody
# annotated it: what is recognised in it counts neither way
NOT_ANNOTATED = {"dataset-0222"}


def tables(tool, data):
    """Figures of recognition and false alarms over every fourth table."""
    folder = os.path.join(data, "aggrecol")
    annotations = [json.loads(line) for line in
                   open(os.path.join(folder, "annotations.jsonl"))][::EVERY]
    names = {t["id"] for t in annotations}
    names -= NOT_ANNOTATED
    report = accuracy.run(tool, [os.path.join(folder, "tsv", n + ".tsv") for n in sorted(names)])
    got = accuracy.recognised(report, {t["id"]: t["table_array"] for t in annotations})
    truth = accuracy.annotated(annotations)
    for kind, precision, recall in (("Sum", .96, .83), ("Division", .78, .74),
                                    ("RelativeChange", .90, .85), ("Average", .90, .70)):
        right = len(got[kind] & truth[kind])
        yield f"{kind}: precision", right / max(len(got[kind]), 1), precision
        yield f"{kind}: recall", right / max(len(truth[kind]), 1), recall
    deviations = [json.loads(line) for line in open(os.path.join(folder, "sum-deviation.jsonl"))]
    right = {(d["id"], tuple(d["total_cell"])) for d in deviations if d["id"] in names and
             d["class"] in ("exact", "within one unit", "within the rounding interval")}
    alarms = {(accuracy.name_of(f["path"]), accuracy.cell_of(f["subject"]))
              for f in report["findings"] if f["rule"].endswith("-total")}
    yield "sums that are right: left alone", 1 - len(right & alarms) / max(len(right), 1), .995


def weekdays(tool, data):
    folder = os.path.join(data, "council-minutes-limerick")
    want = set()
    for line in open(os.path.join(folder, "weekday-errors.jsonl")):
        d = json.loads(line)
        want |= {(os.path.basename(d["file"]), e["text"].split()[0].strip(",").lower())
                 for e in d["errors"]}
    report = accuracy.run(tool, [os.path.join(folder, "text")])
    got = {(os.path.basename(f["path"]), f["stated"].lower())
           for f in report["findings"] if f["rule"] == "dates/weekday"}
    yield "wrong weekdays: found", len(want & got) / len(want), 1


def bulletins(tool, data):
    report = accuracy.run(tool, [os.path.join(data, "ons-bulletins", "md")])
    wrong = sum(f["severity"] == "error" for f in report["findings"])
    yield "bulletins: documents without an error", 1 - wrong / len(report["files"]), 1


def main():
    if len(sys.argv) != 3 or not os.path.isdir(sys.argv[2]):
        print("accuracy: skipped, no data folder beside this checkout")
        print("0 passed, 0 failed, 1 skipped")
        return
    passed = failed = 0
    for part in (tables, weekdays, bulletins):
        for name, value, floor in part(*sys.argv[1:]):
            if value >= floor:
                passed += 1
            else:
                failed += 1
                print(f"{name}: {value:.3f}, which must be {floor} at least")
    print(f"{passed} passed, {failed} failed")


main()
