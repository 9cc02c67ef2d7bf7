#!/usr/bin/python3
"""Reports that others wrote, as DOCX and PDF, and how many findings are kept in them.

usage: accuracy_formats.py CROSSFOOT DATA [--keep FOLDER] [--list]

The bulletins and minutes of DATA become pages by pandoc, and these DOCX and PDF by LibreOffice.
What is found is held against what is found in the Markdown, by rule and by what is stated and
right. Nothing is left out of what is counted; what no reader can keep is known:
- a line "2019)" is an empty item of a list to Markdown (two of the minutes): its bracket is not
  printed, so that the one before it stays open;
- pdftotext does not say what is bold, so that a bold line as high as the text is no heading
  (the number 6 that one bulletin has for a heading after 3).
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

import to_html
import to_office

SOURCES = {"ons": "ons-bulletins/*/*.md", "limerick": "council-minutes-limerick/text/*.md"}
BAR = 95


def page(path):
    out = subprocess.run(["pandoc", "-f", "gfm", "-t", "html", path], stdout=subprocess.PIPE,
                         check=True).stdout.decode()
    return ('<!DOCTYPE html>\n<html>\n<head><meta charset="utf-8"><title>Report</title></head>\n'
            f"<body>\n{out}\n</body>\n</html>\n")


def names(paths, folder):
    return [os.path.join(folder, f"{i:03} " + re.sub(r"\W", "-", os.path.basename(path))[:60] +
                         ".html") for i, path in enumerate(paths)]


def make(paths, pages, folder):
    for path, name in zip(paths, pages):
        with open(name, "w", encoding="utf-8") as f:
            f.write(page(path))
    to_office.convert_pages(pages, folder)


def brief(found):
    return [(rule, stated, computed) for rule, _, _, _, stated, computed in found]


def compare(tool, source, paths, pages, kind, listing):
    total = kept = new = unread = 0
    for path, name in zip(paths, pages):
        other = name[:-5] + "." + kind
        if not os.path.exists(other):
            unread += 1
            continue
        want, rest = brief(to_html.findings(tool, path)), brief(to_html.findings(tool, other))
        lost = [x for x in want if not (x in rest and (rest.remove(x) or True))]
        for sign, some in (("-", lost), ("+", rest)):
            for x in some if listing else ():
                print(f"    {os.path.basename(other)}: {sign} {x}")
        total, kept, new = total + len(want), kept + len(want) - len(lost), new + len(rest)
    print(f"{source} as {kind.upper()}: {kept} of {total} findings kept (bar {BAR} %), {new} new"
          + (f"; {unread} files could not be made" if unread else ""))


def main():
    args = [a for a in sys.argv[1:] if a != "--list"]
    listing = "--list" in sys.argv
    if len(args) < 2 or not os.path.isdir(args[1]):
        print("accuracy_formats: skipped, no data folder beside this checkout")
        return
    if shutil.which("pandoc") is None or shutil.which("soffice") is None:
        print("accuracy_formats: skipped, it needs pandoc and LibreOffice")
        return
    for source, pattern in SOURCES.items():
        paths = sorted(glob.glob(os.path.join(args[1], pattern)))
        with tempfile.TemporaryDirectory() as folder:
            if len(args) == 4:
                folder = os.path.join(args[3], source)
            os.makedirs(folder, exist_ok=True)
            pages = names(paths, folder)
            if not all(os.path.exists(name) for name in pages):
                make(paths, pages, folder)
            for kind in ("html", "docx", "pdf"):
                compare(args[0], source, paths, pages, kind, listing)


if __name__ == "__main__":
    main()
