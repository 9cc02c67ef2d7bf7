#!/usr/bin/python3
"""How well sentences are held against tables: true and false ones made from TAT-QA.

usage: accuracy_prose.py CROSSFOOT DATA [--list]

TAT-QA's derivations of percentage changes name two cells of one row. Each makes sentences
on that row, true and false, that are added to the page they come from; the label is
written as people do, not as it is printed. Prints how many of them were decided, and of
those how many rightly. --list prints those that were not.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

NUMBER = r"\$?\(?(\d[\d,]*(?:\.\d+)?)\)?"
CHANGE = re.compile(rf"^\s*[\[(]+\s*{NUMBER}\s*[-–]\s*{NUMBER}\s*[\])]+\s*/\s*[(\[]?{NUMBER}")


def plain(cell):
    """A cell as a number without signs of currency, or None."""
    m = re.fullmatch(r"[$£€]?\s*(\d[\d,]*(?:\.\d+)?)\s*%?", cell.strip())
    return float(m.group(1).replace(",", "")) if m else None


def year_of(table, row, col):
    """The year that stands above a cell: the last one, and only if it is alone in its cell."""
    for r in range(min(row, 4) - 1, -1, -1):
        years = re.findall(r"\b(20[012]\d|19\d\d)\b", table[r][col])
        if len(years) == 1:
            return years[0]
    return None


def pairs(context):
    """(row, earlier column, later column) of the derivations that are a change in per cent."""
    table = context["table"]["table"]
    seen = set()
    for q in context["questions"]:
        m = CHANGE.match(str(q["derivation"]))
        if not m or m.group(2) != m.group(3):
            continue
        later, earlier = (float(m.group(i).replace(",", "")) for i in (1, 2))
        rows = [(r, [c for c in range(1, len(cells)) if plain(cells[c]) == earlier],
                 [c for c in range(1, len(cells)) if plain(cells[c]) == later])
                for r, cells in enumerate(table)]
        rows = [(r, a, b) for r, a, b in rows if len(a) == 1 and len(b) == 1]
        if len(rows) != 1 or earlier == later or earlier == 0:
            continue
        r, a, b = rows[0][0], rows[0][1][0], rows[0][2][0]
        if (r, a, b) not in seen and year_of(table, r, a) and year_of(table, r, b) \
                and year_of(table, r, a) < year_of(table, r, b):
            seen.add((r, a, b))
            yield r, a, b


# these look at the word alone: that it is right bears out no figure of the sentence
DIRECTION_ALONE = {"prose/direction-with-periods"}


def spoken(label):
    """A row label as it is said: without notes, in small letters."""
    label = re.sub(r"\([^)]*\)|[*:†]", "", label)
    label = re.sub(r"\s+", " ", label).strip(" ,-–—")
    if label[1:2].islower():
        label = label[0].lower() + label[1:]
    return label


def other(n):
    """A wrong number: another last digit, or two digits swapped."""
    digits = [i for i, ch in enumerate(n) if ch.isdigit()]
    for i, j in zip(digits, digits[1:]):
        if n[i] != n[j] and n[j] != "0":
            return n[:i] + n[j] + n[i + 1:j] + n[i] + n[j + 1:]
    last = digits[-1]
    return n[:last] + str((int(n[last]) + 3) % 10) + n[last + 1:]


def sentences(context):
    """(kind, truth, text) for each pair of cells."""
    table = context["table"]["table"]
    for r, a, b in pairs(context):
        what = spoken(table[r][0])
        if not what or not what[0].isalpha():
            continue
        old, new = table[r][a].strip(), table[r][b].strip()
        from_year, to_year = year_of(table, r, a), year_of(table, r, b)
        change = (plain(new) - plain(old)) / plain(old) * 100
        verb, noun, not_verb = ("rose", "increase", "fell") if change > 0 else ("fell", "decrease", "rose")
        pct = f"{abs(change):.1f}"
        for truth in (True, False):
            p = pct if truth else other(pct)
            yield "changed by", truth, f"The {what} {verb} by {p}% from {from_year} to {to_year}."
            yield "change in", truth, \
                f"There was a {p}% {noun} in {what} between {from_year} and {to_year}."
            yield "direction", truth, \
                f"The {what} {verb if truth else not_verb} in {to_year} compared with {from_year}."
            bare = [re.sub(r"[$£€\s]", "", n) for n in (old, new)]
            yield "from, to", truth, (f"The {what} {verb} from {bare[0]} in {from_year} to "
                                      f"{bare[1] if truth else other(bare[1])} in {to_year}.")


def page(context, sentence):
    """The page as Markdown, with the sentence in the line before the last."""
    table = context["table"]["table"]
    lines = [p["text"].replace("\n", " ") + "\n" for p in context["paragraphs"]]
    for i, row in enumerate(table):
        lines.append("| " + " | ".join(c.replace("|", "/").replace("\n", " ") for c in row) + " |")
        if i == 0:
            lines.append("|" + "---|" * len(row))
    return "\n".join(lines) + "\n\n" + sentence + "\n"


def main():
    """Check one page a sentence; the verdict is that of the prose rules on its line."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    tool, path = sys.argv[1], os.path.join(sys.argv[2], "tatqa")
    names = [n for n in sorted(os.listdir(path)) if n.endswith(".json")] if os.path.isdir(path) else []
    if not names:
        print("prose: skipped, there is no TAT-QA in " + sys.argv[2])
        return
    made = []
    count = collections.Counter()
    with tempfile.TemporaryDirectory() as tmp:
        for name in names:
            with open(os.path.join(path, name), encoding="utf-8") as f:
                contexts = json.load(f)
            for context in contexts:
                for kind, truth, text in sentences(context):
                    file = os.path.join(tmp, f"{len(made):05}.md")
                    with open(file, "w", encoding="utf-8") as f:
                        f.write(page(context, text))
                    made.append((file, kind, truth, text))
        verdict = collections.defaultdict(list)
        for i in range(0, len(made), 200):
            out = subprocess.run([tool, "check", "--format", "json", "--show", "all",
                                  *(m[0] for m in made[i:i + 200])],
                                 stdout=subprocess.PIPE, check=False)
            for r in json.loads(out.stdout)["relations"]:
                if r["rule"].startswith("prose/") and not (
                        r["rule"] in DIRECTION_ALONE and r["verdict"] == "held"):
                    verdict[r["path"], r["start"]["line"]].append(r["verdict"])
        for file, kind, truth, text in made:
            with open(file, encoding="utf-8") as f:
                last = sum(1 for _ in f)
            got = verdict.get((file, last), [])
            found = "failed" if "failed" in got else "held" if "held" in got else "undecided"
            count[kind, truth, found] += 1
            if "--list" in sys.argv and found != ("held" if truth else "failed"):
                print(f"    {found:9} {truth!s:5} {text}")
    print(f"\n{'sentences on tables':20} {'truth':6} {'made':>6} {'held':>6} {'failed':>6} {'undecided':>9} {'right of decided':>17}")
    total = collections.Counter()
    for kind in ("changed by", "change in", "direction", "from, to"):
        for truth in (True, False):
            held, failed, open_ = (count[kind, truth, v] for v in ("held", "failed", "undecided"))
            right, decided = held if truth else failed, held + failed
            total["made"] += decided + open_
            total["right"] += right
            total["decided"] += decided
            print(f"{kind:20} {truth!s:6} {decided + open_:6} {held:6} {failed:6} {open_:9} "
                  f"{100 * right / decided if decided else 0:16.1f}%")
    share = 100 * total["right"] / total["decided"] if total["decided"] else 0
    print(f"{total['decided']} of {total['made']} decided, {share:.1f}% of them rightly (bar: 95%)")
    if share < 95:
        sys.exit(1)


main()
