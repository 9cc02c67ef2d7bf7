#!/usr/bin/python3
"""Reports as DOCX, ODT and PDF, made by LibreOffice, and whether the same is found in them.

usage: to_office.py --make FOLDER FILE.md...      NAME.html, .docx, .odt and .pdf of each
       to_office.py CROSSFOOT FILE.md...          make them and compare the findings; a line
                                                  for each that differs
       to_office.py CROSSFOOT --with FOLDER FILE.md...   the same with those that are there
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import to_html

# a PDF is read only where poppler is
FORMATS = ("html", "docx", "odt") + (("pdf",) if shutil.which("pdftotext") else ())
# what is wider than a page of PDF would be cut off at its edge; the lines of tables are drawn
WIDE = "<style>@page{size:29.7cm 21cm;margin:1cm}body,td,th,p,li{font-size:8pt}</style>"
LINED = '<table border="1" cellspacing="0" cellpadding="3"'


def plain_page(path):
    """The page that to_html.py makes, without what a website has around a text."""
    with open(path, encoding="utf-8") as f:
        page = to_html.page(f.read())
    page = re.sub(r"<(script|nav|footer)\b.*?</\1>\n?", "", page, flags=re.S)
    return page.replace("<head>", '<head><meta charset="utf-8">')


def wide_page(page):
    return re.sub(r"<table\b", LINED, page.replace("<head>", "<head>" + WIDE))


def convert(kind, folder, pages):
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(["soffice", "-env:UserInstallation=file://" + profile, "--headless",
                        "--infilter=HTML (StarWriter)", "--convert-to", kind,
                        "--outdir", folder, *pages],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def convert_pages(pages, folder):
    """NAME.docx, .odt and .pdf of each page NAME.html in the folder."""
    wide = []
    with tempfile.TemporaryDirectory() as other:
        for name in pages:
            wide.append(os.path.join(other, os.path.basename(name)))
            with open(name, encoding="utf-8") as f, open(wide[-1], "w", encoding="utf-8") as out:
                out.write(wide_page(f.read()))
        convert("docx", folder, pages)
        convert("odt", folder, pages)
        convert("pdf:writer_web_pdf_Export", folder, wide)


def make(folder, paths):
    pages = []
    for path in paths:
        pages.append(os.path.join(folder, os.path.basename(path)[:-3] + ".html"))
        with open(pages[-1], "w", encoding="utf-8") as f:
            f.write(plain_page(path))
    convert_pages(pages, folder)


def places_are_told(tool, path):
    """Each finding, and all its evidence, says where a person goes."""
    out = subprocess.run([tool, "check", "--format", "json", path], stdout=subprocess.PIPE,
                         check=False).stdout
    told = True
    for f in json.loads(out)["findings"]:
        for place in [f] + f["evidence"]:
            if not place["where"]:
                print(f"{path}: {f['rule']}: no place for {place.get('stated', place.get('text'))}")
                told = False
        if f["suggestion"] and "start" in f["suggestion"]:
            print(f"{path}: {f['rule']}: a range for a suggestion, but there are no lines")
            told = False
    return told


def compare(tool, paths, folder, kind):
    """How many findings the reports have, how many are kept, and how many are new."""
    total = kept = new = 0
    others = [os.path.join(folder, os.path.basename(path)[:-3] + "." + kind) for path in paths]
    for path, other in zip(paths, others):
        want, rest = to_html.findings(tool, path), to_html.findings(tool, other)
        lost = [x for x in want if not (x in rest and (rest.remove(x) or True))]
        for sign, some in (("-", lost), ("+", rest)):
            for x in some:
                print(f"{other}: {sign} {x}")
        total, kept, new = total + len(want), kept + len(want) - len(lost), new + len(rest)
    print(f"findings kept from Markdown to {kind.upper()}: {kept} of {total}, {new} new")
    told = [kind == "html" or places_are_told(tool, other) for other in others]
    return total > 0 and kept == total and new == 0 and all(told)


def together(tool, path, folder):
    """One command on a folder with the report in all formats: so many equal reports."""
    name = os.path.basename(path)[:-3]
    with tempfile.TemporaryDirectory() as all_of_them:
        shutil.copy(path, all_of_them)
        for kind in FORMATS:
            shutil.copy(os.path.join(folder, name + "." + kind), all_of_them)
        found = to_html.by_file(tool, all_of_them)
    reports = [found.get(name + "." + kind) for kind in ("md",) + FORMATS]
    same = bool(reports[0]) and all(r == reports[0] for r in reports)
    print(f"{name}: {len(reports)} formats in one run, "
          f"{'equal' if same else 'different'} reports of {len(reports[0] or [])} findings")
    return same


def main():
    if sys.argv[1] == "--make":
        make(sys.argv[2], sys.argv[3:])
        return
    tool, paths = sys.argv[1], sys.argv[2:]
    if paths[0] == "--with":
        same = [compare(tool, paths[2:], paths[1], kind) for kind in FORMATS]
        same += [together(tool, path, paths[1]) for path in paths[2:]]
    else:
        with tempfile.TemporaryDirectory() as folder:
            make(folder, paths)
            same = [compare(tool, paths, folder, kind) for kind in FORMATS]
    sys.exit(not all(same))


if __name__ == "__main__":
    main()
