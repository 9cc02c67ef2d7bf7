#!/usr/bin/python3
"""Accuracy on documents whose truth is known, or which were published as right.

usage: accuracy.py CROSSFOOT DATA [--list] [--curve]

Needs the data folder beside the checkout; without it there is nothing to measure
and it says so. Prints

- what became of the relations of each source;
- on the annotated tables: precision and recall of each kind of relation, false
  alarms on sums that are right, seeded slips that were caught, time a table;
- known weekday errors and the calculation cases of XBRL.

--list prints every finding and every false alarm. --curve prints what more findings would
cost: were that a finding, too, of which the tool says that it cannot decide it.
"""
import collections
import decimal
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile

SEED = 20230606
DIGIT = re.compile(r"[1-9]")
Slip = collections.namedtuple("Slip", "name table total cell old kind known crossed visible")


def run(tool, paths):
    """Check the files; returns the parsed JSON with all relations."""
    out = subprocess.run([tool, "check", "--format", "json", "--show", "all", *paths],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if not out.stdout:
        sys.exit("no output: " + out.stderr.decode()[:500])
    return json.loads(out.stdout)


def share(part, whole):
    return f"{part:5} of {whole:5} ({100 * part / max(whole, 1):5.1f} %)"


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


# ---- sources


def verdicts(report, name, listing, totals=0):
    """One line of counts by verdict and severity."""
    count = collections.Counter(r["verdict"] for r in report["relations"])
    found = collections.Counter(f["severity"] for f in report["findings"])
    tables = sum(f["rule"].startswith("tables/") for f in report["findings"])
    rate = (f"{100 * tables / totals:6.2f} {100 * len(report['findings']) / totals:6.2f}"
            if totals else "")
    print(f"{name:28} {count['held']:7} {count['rounding']:8} {count['undecided']:9} "
          f"{found['error']:6} {found['warning']:8} {found['info']:5} {rate}")
    if listing:
        for f in report["findings"]:
            where = os.path.basename(f["path"])
            print(f"    {where}:{f['start']['line']}:{f['start']['column']} {f['severity']} "
                  f"{f['rule']} {f['message'][:110]}")


def total_cells(text):
    """Figures in rows of a pipe table that are called totals."""
    return sum(len(re.findall(r"\d[\d,.]*", line)) for line in text.split("\n")
               if re.match(r"\|[^|]*\btotal", line, re.I))


def filings(tool, data, listing, name, path, convert):
    with tempfile.TemporaryDirectory() as tmp:
        entries = json.load(open(os.path.join(data, path)))
        pages = dict.fromkeys(convert(e) for e in entries)
        for i, text in enumerate(pages):
            with open(os.path.join(tmp, f"{i:04}.md"), "w") as f:
                f.write(text)
        report, totals = run(tool, [tmp]), sum(map(total_cells, pages))
        verdicts(report, f"{name} ({len(pages)} pages)", listing, totals)
    return report, totals


def tatqa_page(e):
    text = "\n\n".join(p["text"] for p in e["paragraphs"])
    return text + "\n\n" + pipe_table(e["table"]["table"])


def finqa_page(e):
    rows = [r.split(" | ") for r in e["table"].split("\n") if r.strip()]
    text = e["text"] if isinstance(e["text"], str) else "\n".join(e["text"])
    return text.replace("|", "/") + "\n\n" + pipe_table(rows)


# ---- the annotated tables


def cell_of(place):
    return place["row"] - 1, place["column"] - 1


def name_of(path):
    return os.path.splitext(os.path.basename(path))[0]


KINDS = {"column-total": "Sum", "row-total": "Sum", "difference": "Sum", "share": "Division",
         "percent-change": "RelativeChange", "mean": "Average"}


def says_something(kind, text):
    """Empty operands do not matter; in a sum, zeros do not either."""
    return bool(DIGIT.search(text)) if kind == "Sum" else bool(text.strip())


def operands(kind, cells, places):
    return frozenset(p for p in map(tuple, places) if says_something(kind, cells[p[0]][p[1]]))


def recognised(report, tables):
    """(kind, table, total, operands) of all relations but the undecided ones."""
    got = collections.defaultdict(set)
    for r in report["relations"]:
        kind, name = KINDS.get(r["rule"].split("/")[1]), name_of(r["path"])
        if kind is None or r["verdict"] == "undecided" or not r["subject"] or name not in tables:
            continue
        total, parts = cell_of(r["subject"]), [cell_of(e["cell"]) for e in r["evidence"]]
        if r["rule"].endswith("/difference"):   # c = b - a is annotated as b = a + c
            total, parts = parts[1], [parts[0], total]
        got[kind].add((name, total, operands(kind, tables[name], parts)))
    return got


def annotated(annotations):
    truth = collections.defaultdict(set)
    for table in annotations:
        for a in table["aggregation_annotations"]:
            kind = a["operator"]
            truth[kind].add((table["id"], tuple(a["aggregator_index"]),
                             operands(kind, table["table_array"], a["aggregatee_indices"])))
    return truth


def print_recognised(got, truth):
    for kind in ("Sum", "Division", "RelativeChange", "Average"):
        right = len(got[kind] & truth[kind])
        spoken = {t for t in truth[kind] if t[2]}
        print(f"  {kind:14} precision {right / max(len(got[kind]), 1):.3f}  "
              f"recall {right / max(len(truth[kind]), 1):.3f} "
              f"({len(truth[kind] & got[kind])} of {len(truth[kind])}; without those of zeros "
              f"only {len(spoken & got[kind]) / max(len(spoken), 1):.3f})")


def false_alarms(report, deviations, listing):
    """Findings on sums that are annotated and right."""
    right = {(d["id"], tuple(d["total_cell"])) for d in deviations
             if d["class"] in ("exact", "within one unit", "within the rounding interval")}
    wrong = {(d["id"], tuple(d["total_cell"])) for d in deviations} - right
    hit = collections.Counter()
    for f in report["findings"]:
        if not f["rule"].endswith("-total"):
            continue
        at = (name_of(f["path"]), cell_of(f["subject"]))
        kind = "right" if at in right else "wrong" if at in wrong else "other"
        hit[kind] += 1
        if listing and kind != "wrong":
            print(f"    {kind}: {at} {f['message'][:120]}")
    print(f"  findings on right sums {share(hit['right'], len(right))}, on wrong ones "
          f"{hit['wrong']}, where none is annotated {hit['other']}")


# ---- seeded slips


def change_digit(text, rng):
    head = re.match(r"(.*?\d)(\.0+)?$", text)
    if head is None:
        return None
    at = rng.choice([i for i, c in enumerate(head.group(1)) if c.isdigit()])
    return text[:at] + rng.choice([d for d in "123456789" if d != text[at]]) + text[at + 1:]


def add_one(text, _):
    """One more in the last digit that is not a padded zero."""
    head = re.match(r"(.*?\d)(\.0+)?$", text)
    if head is None:
        return None
    digits = list(head.group(1))
    i = len(digits) - 1
    while i >= 0 and (digits[i] == "9" or not digits[i].isdigit()):
        if digits[i] == "9":
            digits[i] = "0"
        i -= 1
    if i < 0:
        return None
    digits[i] = str(int(digits[i]) + 1)
    return "".join(digits) + (head.group(2) or "")


def swap_digits(text, rng):
    places = [i for i in range(len(text) - 1) if text[i].isdigit() and text[i + 1].isdigit() and
              text[i] != text[i + 1] and "." not in text[:i]]
    if not places:
        return None
    i = rng.choice(places)
    return text[:i] + text[i + 1] + text[i] + text[i + 2:]


SLIPS = {"one digit": change_digit, "+1": add_one, "swapped": swap_digits,
         "left out": lambda text, rng: ""}


def exact_number(text):
    """A figure as a Decimal, "1.234,5" and "1 234,5" too; None when it is none."""
    text = re.sub(r"[^\d.,-]", "", text)
    tail = re.search(r"[.,](\d*)$", text)
    if tail and (text.count(tail.group()[0]) > 1 or len(tail.group(1)) == 3):
        tail = None
    whole = re.sub(r"[.,]", "", text[:tail.start()] if tail else text)
    try:
        return decimal.Decimal(whole + ("." + tail.group(1) if tail else ""))
    except decimal.InvalidOperation:
        return None


def is_visible(table, total, parts, cell, new):
    """Is the sum off by more than the rounding of its figures may explain? What is off by
    less is a slip only where the table is known to be exact."""
    figures = [exact_number(new if p == cell else table["table_array"][p[0]][p[1]])
               for p in [total] + parts]
    figures = [f if f is not None else decimal.Decimal(0) for f in figures]
    unit = min(decimal.Decimal(1).scaleb(f.normalize().as_tuple().exponent)
               for f in figures if f)
    gap = abs(figures[0] - sum(figures[1:]))
    return 2 * gap > unit * len(figures)


def plan_slips(annotations, deviations, got, rng, each=300):
    """At most `each` slips of each kind, over as many tables as there are."""
    exact = {(d["id"], tuple(d["total_cell"])) for d in deviations if d["class"] == "exact"}
    sums = []
    in_sums = collections.Counter()     # recognised sums that a cell stands in
    for name, total, parts in got["Sum"]:
        in_sums.update((name, cell) for cell in parts | {total})
    for table in annotations:
        for a in table["aggregation_annotations"]:
            total = tuple(a["aggregator_index"])
            parts = operands("Sum", table["table_array"], a["aggregatee_indices"])
            if a["operator"] == "Sum" and (table["id"], total) in exact and len(parts) >= 2:
                sums.append((table, total, sorted(parts)))
    for kind, change in SLIPS.items():
        rng.shuffle(sums)
        used = collections.Counter()
        chosen = []
        for table, total, parts in sums:
            if kind == "left out" and len(parts) < 3:
                continue    # one of two parts that is blank may be unknown as well
            cell = rng.choice(parts) if kind == "left out" else rng.choice([total] + parts)
            old = table["table_array"][cell[0]][cell[1]]
            new = change(old, rng) if re.search(r"\d", old) else None
            if new is None or new == old or used[table["id"]] >= 5 or len(chosen) >= each:
                continue
            used[table["id"]] += 1
            known = (table["id"], total, frozenset(parts)) in got["Sum"]
            visible = is_visible(table, total, list(parts), cell, new)
            crossed = in_sums[table["id"], cell] > 1
            chosen.append((Slip(f"{kind.replace(' ', '')}-{len(chosen)}", table, total, cell,
                                old, kind, known, crossed, visible), new))
        yield from chosen


def tsv(rows):
    return "".join("\t".join(re.sub(r"[\t\r\n]", " ", c) for c in row) + "\n" for row in rows)


def column_at(line, place):
    """Which cell of a tab-separated line a column of the report stands in."""
    return line[:place - 1].count("\t")


def number(text):
    try:
        return float(re.sub(r"[^\d.-]", "", text))
    except ValueError:
        return None


def judge_slip(slip, findings, before, text, count):
    """Was it caught, at the right cell, with the right figure?"""
    lines = text.split("\n")
    caught = located = False
    for f in findings:
        at = cell_of(f["subject"])
        parts = {cell_of(e["cell"]) for e in f["evidence"]}
        if (f["rule"], at) in before or (at != slip.total and slip.cell not in parts | {at}):
            continue
        caught = True
        place = f["suggestion"]["start"] if f["suggestion"] else f["start"]
        where = (place["line"] - 1, column_at(lines[place["line"] - 1], place["column"]))
        located = located or where == slip.cell
        if f["suggestion"]:
            count["suggested"] += 1
            count["mended"] += (where == slip.cell and
                                number(f["suggestion"]["text"]) == number(slip.old))
    count["all"] += 1
    count["caught"] += caught
    count["located"] += located
    if slip.crossed:
        count["crossed"] += caught
        count["crossed located"] += located
    if slip.known:
        count["known"] += 1
        count["known caught"] += caught
    if slip.known and slip.visible:
        count["visible"] += 1
        count["visible caught"] += caught


def print_slips(tool, annotations, deviations, got, report):
    before = collections.defaultdict(set)
    for f in report["findings"]:
        before[name_of(f["path"])].add((f["rule"], cell_of(f["subject"])))
    counts = collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as tmp:
        planned = {}
        for slip, new in plan_slips(annotations, deviations, got, random.Random(SEED)):
            rows = [list(r) for r in slip.table["table_array"]]
            rows[slip.cell[0]][slip.cell[1]] = new
            planned[slip.name] = (slip, tsv(rows))
            with open(os.path.join(tmp, slip.name + ".tsv"), "w") as f:
                f.write(planned[slip.name][1])
        after = collections.defaultdict(list)
        changed = run(tool, [tmp])
        for f in changed["findings"]:
            if f["subject"]:
                after[name_of(f["path"])].append(f)
        for slip, text in planned.values():
            judge_slip(slip, after[slip.name], before[slip.table["id"]], text,
                       counts[slip.kind])
    for kind, c in counts.items():
        print(f"  slip: {kind:10} caught {share(c['caught'], c['all'])}, of sums recognised "
              f"before {share(c['known caught'], c['known'])}, of those past rounding "
              f"{share(c['visible caught'], c['visible'])}, at its cell "
              f"{share(c['located'], c['caught'])}, of those in two sums "
              f"{share(c['crossed located'], c['crossed'])}, suggestions right "
              f"{share(c['mended'], c['suggested'])}")
    return [slip for slip, _ in planned.values()], changed["relations"]


# ---- what more findings would cost


UNSURE = [("labelled as a total, but these may not be its parts",),
          ("most figures beside it do not add up either", "rates need not add up",
           "a part is not available as one figure",
           "it does not add up everywhere in the groups that have the same labels")]
LEVELS = [
    ("errors alone", lambda r: r["verdict"] == "failed" and r["severity"] == "error"),
    ("all findings (as it is)", lambda r: r["verdict"] == "failed"),
    ("... and what may not be a sum", lambda r: r["verdict"] == "failed" or
     r["reason"] in UNSURE[0]),
    ("... and where few add up", lambda r: r["verdict"] == "failed" or
     r["reason"] in UNSURE[0] + UNSURE[1]),
    ("... and what may be rounding", lambda r: r["verdict"] in ("failed", "rounding") or
     r["reason"] in UNSURE[0] + UNSURE[1])]


def flagged(relations, level):
    """(table, rule, total) of the sums that a level makes a finding of, with the others'
    relations beside them."""
    return [(name_of(r["path"]), r["rule"], cell_of(r["subject"]), r) for r in relations
            if r["rule"].endswith("-total") and r["subject"] and level(r)]


def print_curve(report, slips, after, deviations, filing):
    right = {(d["id"], tuple(d["total_cell"])) for d in deviations
             if d["class"] in ("exact", "within one unit", "within the rounding interval")}
    pages, totals = filing
    print("  what more findings would cost      slips of one digit caught   on right sums"
          "   per 100 total cells of filings")
    for name, level in LEVELS:
        before = flagged(report["relations"], level)
        known = {(t, rule, at) for t, rule, at, _ in before}
        alarms = {(t, at) for t, rule, at, _ in before} & right
        caught, by_slip = 0, collections.defaultdict(list)
        for slip, rule, at, r in flagged(after, level):
            by_slip[slip].append((rule, at, r))
        chosen = [s for s in slips if s.kind == "one digit"]
        for slip in chosen:
            caught += any((slip.table["id"], rule, at) not in known and
                          slip.cell in {cell_of(e["cell"]) for e in r["evidence"]} | {at}
                          for rule, at, r in by_slip[slip.name])
        print(f"  {name:32} {share(caught, len(chosen))}      "
              f"{100 * len(alarms) / max(len(right), 1):6.2f} %   "
              f"{100 * len(flagged(pages['relations'], level)) / max(totals, 1):6.2f}")


# ---- time


def seconds(tool, path):
    """Time of the processor for one run, the best of three."""
    best = None
    for _ in range(3):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([tool, "check", path], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=False)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
        best = used if best is None else min(best, used)
    return best


def print_times(tool, folder):
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as empty:
        empty.write("a\tb\n")
        empty.flush()
        start = seconds(tool, empty.name)
    times = sorted((max(seconds(tool, os.path.join(folder, f)) - start, 0), f)
                   for f in os.listdir(folder))
    print(f"  time a table: median {1000 * times[len(times) // 2][0]:.1f} ms, worst "
          f"{1000 * times[-1][0]:.1f} ms ({times[-1][1]}); starting takes {1000 * start:.1f} ms")


def aggrecol(tool, data, listing):
    folder = os.path.join(data, "aggrecol")
    annotations = [json.loads(l) for l in open(os.path.join(folder, "annotations.jsonl"))]
    deviations = [json.loads(l) for l in open(os.path.join(folder, "sum-deviation.jsonl"))]
    report = run(tool, [os.path.join(folder, "tsv")])
    verdicts(report, f"aggrecol ({len(annotations)} tables)", listing)

    def details(filing):
        got = recognised(report, {t["id"]: t["table_array"] for t in annotations})
        print("aggrecol")
        print_recognised(got, annotated(annotations))
        false_alarms(report, deviations, listing)
        slips, after = print_slips(tool, annotations, deviations, got, report)
        if "--curve" in sys.argv:
            print_curve(report, slips, after, deviations, filing)
        print_times(tool, os.path.join(folder, "tsv"))
    return details


# ---- others


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
    return lambda _: print(f"limerick\n  wrong weekdays: {len(want)} known, {len(got & want)} "
                         f"found, {len(got - want)} others")


def xbrl(tool, data):
    """Cases that are one plain sum, as a table of one column."""
    path = os.path.join(data, "xbrl-calculation", "cases.jsonl")
    count = collections.Counter()
    with tempfile.TemporaryDirectory() as tmp:
        want = {}
        for case in map(json.loads, open(path)):
            facts = {f["name"]: f["value"] for f in case["facts"]}
            short = [(s["item"].split("_")[-1], s["weight"]) for s in case["summations"]]
            total = case["summations"][0]["total"].split("_")[-1] if short else None
            parts = [(n, facts[n]) for n, weight in short if n in facts and weight == 1]
            if not case["plain"] or len(parts) < 2 or len(parts) != len(short):
                continue
            want[case["id"]] = case["interval_check"] == "consistent"
            rows = [["Item", "Value"]] + [list(p) for p in parts] + [["Total", facts[total]]]
            with open(os.path.join(tmp, case["id"] + ".md"), "w") as f:
                f.write(pipe_table(rows))
        found = {name_of(f["path"]) for f in run(tool, [tmp])["findings"]}
        for name, holds in want.items():
            count[holds, name in found] += 1
    print(f"xbrl calculation, plain sums\n  consistent: {count[True, False]} silent, "
          f"{count[True, True]} with a finding; inconsistent: {count[False, True]} found, "
          f"{count[False, False]} missed")


# ---- whole pages


TAG = re.compile(rb"<(/?)(?:ix:nonFraction|ix:header)\b([^>]*)>")
ATTRIBUTE = re.compile(rb'(\w+)\s*=\s*"([^"]*)"')


def tagged_figures(page):
    """(offset of the words, their value as printed, scale) of visible tagged figures."""
    open_tags, header = [], False
    for m in TAG.finditer(page):
        if b"header" in m[0][:12]:
            header = not m[1]
        elif not m[1] and not m[2].endswith(b"/"):
            open_tags.append((m.end(), dict(ATTRIBUTE.findall(m[2])), header))
        elif m[1] and open_tags:
            at, attributes, hidden = open_tags.pop()
            words = re.sub(rb"<[^>]*>", b"", page[at:m.start()]).decode()
            if not hidden and re.fullmatch(r"\s*[\d,]*\.?\d+\s*", words):
                at += page[at:m.start()].index(words.strip()[:1].encode())
                yield at, float(words.replace(",", "")), int(attributes.get(b"scale", b"0"))


def read_figures(tool, path):
    """(from, to) -> (value, whether in a table) of all that is read, by the tool's figures."""
    out = subprocess.run([os.path.join(os.path.dirname(tool), "figures"), path],
                         stdout=subprocess.PIPE, check=True).stdout.decode()
    figures = []
    for line in out.splitlines():
        start, end, digits, decimals, where = line.split(" ", 4)
        figures.append((int(start), int(end), int(digits) / 10 ** int(decimals),
                        where.startswith("cell")))
    return sorted(figures)


def sec_filings(tool, data, listing):
    """Tagged filings: is each figure read at its place, with its value?"""
    folder = os.path.join(data, "sec-filings-html")
    paths = [os.path.join(folder, f) for f in sorted(os.listdir(folder)) if f.endswith(".html")]
    verdicts(run(tool, paths), f"sec filings ({len(paths)} pages)", listing)

    def details():
        count = collections.Counter()
        for path in paths:
            figures = read_figures(tool, path)
            with open(path, "rb") as f:
                tags = list(tagged_figures(f.read()))
            for at, value, scale in tags:
                here = [f for f in figures if f[0] <= at < f[1]]
                where = "table" if here and here[0][3] else "text" if here else "nowhere"
                right = any(abs(abs(f[2]) - v) < 1e-6 * max(v, 1)
                            for f in here for v in (value, value * 10.0 ** scale))
                count[where, right] += 1
                if listing and not right:
                    print(f"    {os.path.basename(path)} byte {at}: {value} is read as {here}")
        for where in ("table", "text"):
            both = count[where, True] + count[where, False]
            print(f"sec filings, tagged figures in {where}: right {share(count[where, True], both)}")
        print(f"  tagged figures that are not read as figures: {count['nowhere', False]}")
        print("  time: " + ", ".join(f"{1000 * seconds(tool, p):.0f} ms for "
              f"{os.path.getsize(p) / 1e6:.1f} MB" for p in paths))
    return details


def nipissing(tool, data, listing):
    """Minutes as whole pages of a website; their weekdays are all right."""
    folder = os.path.join(data, "council-minutes-nipissing", "html")
    report = run(tool, [folder])
    verdicts(report, f"nipissing pages ({len(os.listdir(folder))})", listing)
    held = sum(r["rule"] == "dates/weekday" and r["verdict"] == "held"
               for r in report["relations"])
    wrong = sum(f["rule"] == "dates/weekday" for f in report["findings"])
    return lambda: print(f"nipissing pages\n  weekdays: {held} held, {wrong} false alarms")


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    listing = "--list" in sys.argv
    if len(args) != 2 or not os.path.isdir(args[1]):
        print("accuracy: skipped, no data folder beside this checkout")
        return
    tool, data = args
    print(f"{'source':28} {'held':>7} {'rounding':>8} {'undecided':>9} {'errors':>6} "
          f"{'warnings':>8} {'infos':>5} findings per 100 total cells: of tables, of all rules")
    details = [aggrecol(tool, data, listing)]
    filing = filings(tool, data, listing, "tatqa", "tatqa/tatqa_dataset_dev.json", tatqa_page)
    filings(tool, data, listing, "finqa", "finqa/convfinqa_dev_part.json", finqa_page)
    for name in ("md", "md-html"):
        verdicts(run(tool, [os.path.join(data, "ons-bulletins", name)]), "ons " + name, listing)
    details.append(weekdays(tool, data, listing))
    details.append(sec_filings(tool, data, listing))
    details.append(nipissing(tool, data, listing))
    print()
    for print_details in details:
        print_details(filing)
    xbrl(tool, data)


if __name__ == "__main__":
    main()
