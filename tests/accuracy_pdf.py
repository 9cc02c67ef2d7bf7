#!/usr/bin/python3
"""Tables of PDFs whose cells are known, and minutes as PDF.

usage: accuracy_pdf.py CROSSFOOT DATA [--list]

ICDAR 2013: of each cell, its neighbours to the right and below are compared with the
truth (adjacency relations, as in the competition): words without blanks, on one page.
"""
import collections
import glob
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import accuracy

BAR = (.93, .90)


def plain(words):
    """Letters, digits and signs only, as the competition compares them."""
    return re.sub(r"[\s\u00ad]+|[-–—_.]{2,}", "", words).replace("’", "'").lower()


def neighbours(cells):
    """(page, words, words of the neighbour, direction) of all cells that touch.

    cells: (page, first row, last row, first column, last column, words)
    """
    at = {}
    for page, r0, r1, c0, c1, words in cells:
        for r in range(r0, r1 + 1):
            for c in range(c0, c1 + 1):
                at[r, c] = (page, words, (r0, c0))
    rows = max((r for r, _ in at), default=-1) + 1
    columns = max((c for _, c in at), default=-1) + 1
    pairs = set()
    for (r, c), (page, words, own) in at.items():
        for k in range(c + 1, columns):
            if (r, k) in at and at[r, k][2] != own:
                pairs.add((own, at[r, k][2], page, words, at[r, k][1], "right"))
            if (r, k) in at and at[r, k][2] != own:
                break
        for k in range(r + 1, rows):
            if (k, c) in at and at[k, c][2] != own:
                pairs.add((own, at[k, c][2], page, words, at[k, c][1], "below"))
                break
    return collections.Counter(p[2:] for p in pairs)


def truth(path):
    relations = collections.Counter()
    for table in ET.parse(path).getroot().iter("table"):
        cells = []
        for region in table.iter("region"):
            page = int(region.get("page"))
            down = int(region.get("row-increment", 0))
            across = int(region.get("col-increment", 0))
            for cell in region.iter("cell"):
                words = plain(cell.findtext("content") or "")
                r0, c0 = int(cell.get("start-row")) + down, int(cell.get("start-col")) + across
                r1 = int(cell.get("end-row", r0 - down)) + down
                c1 = int(cell.get("end-col", c0 - across)) + across
                if words:
                    cells.append((page, r0, r1, c0, c1, words))
        relations += neighbours(cells)
    return relations


def read(tool, path):
    out = subprocess.run([os.path.join(os.path.dirname(tool), "figures"), "--cells", path],
                         stdout=subprocess.PIPE, check=True).stdout.decode()
    tables = collections.defaultdict(list)
    for line in out.splitlines():
        table, row, col, down, across, page, words = line.split("\t", 6)
        row, col = int(row), int(col)
        if plain(words):
            tables[table].append((int(page), row, row + int(down) - 1, col,
                                  col + int(across) - 1, plain(words)))
    relations = collections.Counter()
    for cells in tables.values():
        relations += neighbours(cells)
    return relations


def tables(tool, data, listing):
    folder = os.path.join(data, "icdar2013-gov-pdf")
    right = found = known = 0
    shares = []
    for pdf in sorted(glob.glob(os.path.join(folder, "*", "*.pdf"))):
        got = read(tool, pdf)
        # a and b are two readings of the same tables: either will do
        want = max((truth(path) for path in glob.glob(pdf[:-4].rstrip("ab") + "*-str.xml")),
                   key=lambda w, got=got: sum((w & got).values()) / max(sum(w.values()), 1))
        both = sum((want & got).values())
        right, found, known = right + both, found + sum(got.values()), known + sum(want.values())
        shares.append((both / max(sum(got.values()), 1), both / max(sum(want.values()), 1)))
        print(f"  {os.path.basename(pdf):12} precision {shares[-1][0]:.3f}  recall "
              f"{shares[-1][1]:.3f}  of {sum(want.values())}")
        if listing:
            for sign, rest in (("-", want - got), ("+", got - want)):
                for page, a, b, direction in sorted(rest):
                    print(f"    {sign} page {page}: {a[:40]!r} {direction} {b[:40]!r}")
    p, r = (sum(s[i] for s in shares) / len(shares) for i in (0, 1))
    print(f"icdar 2013, {len(shares)} documents: precision {p:.3f} (bar {BAR[0]}), recall {r:.3f} "
          f"(bar {BAR[1]}); over all relations {right / max(found, 1):.3f}, "
          f"{right / max(known, 1):.3f}")


def minutes(tool, data, listing):
    folder = os.path.join(data, "council-minutes-nipissing", "pdf")
    accuracy.verdicts(accuracy.run(tool, [folder]), "nipissing pdf", listing)


def main():
    args = [a for a in sys.argv[1:] if a != "--list"]
    listing = "--list" in sys.argv
    if len(args) != 2 or not os.path.isdir(args[1]):
        print("accuracy_pdf: skipped, no data folder beside this checkout")
        return
    tables(args[0], args[1], listing)
    minutes(args[0], args[1], listing)


if __name__ == "__main__":
    main()
