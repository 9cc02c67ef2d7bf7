#!/usr/bin/python3
"""The sample reports as PDF, made by WeasyPrint, and how many findings are kept in them.

usage: to_pdf.py CROSSFOOT FILE.md...

Once with lines between the cells of tables, once without. A PDF has less to go by than
Markdown, so the counts are printed and nothing is demanded: what is lost or new, a line each.
"""
import os
import shutil
import subprocess
import sys
import tempfile

import to_html
import to_office

STYLES = {
    "with lines": "table{border-collapse:collapse}td,th{border:0.5pt solid #000;padding:1px 4px}",
    "without lines": "td,th{padding:1px 6px;text-align:left}",
}
PAGE = ("@page{size:A4 landscape;margin:1.5cm;@bottom-center{content:'Page ' counter(page)}}"
        "body{font-family:sans-serif;font-size:9pt}")


def make(path, style, folder):
    name = os.path.join(folder, os.path.basename(path)[:-3])
    page = to_office.plain_page(path).replace("<head>", f"<head><style>{PAGE}{style}</style>")
    with open(name + ".html", "w", encoding="utf-8") as f:
        f.write(page)
    subprocess.run(["weasyprint", name + ".html", name + ".pdf"], check=True,
                   stderr=subprocess.DEVNULL)
    return name + ".pdf"


def brief(finding):
    # an error is a warning where no lines are drawn: the table is worked out
    rule, _, _, _, stated, computed = finding
    return rule, stated, computed


def compare(tool, paths, name, style):
    total = kept = new = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            want = [brief(f) for f in to_html.findings(tool, path)]
            rest = [brief(f) for f in to_html.findings(tool, make(path, style, folder))]
            lost = [x for x in want if not (x in rest and (rest.remove(x) or True))]
            for sign, some in (("-", lost), ("+", rest)):
                for x in some:
                    print(f"    {os.path.basename(path)}: {sign} {x}")
            total, kept, new = total + len(want), kept + len(want) - len(lost), new + len(rest)
    print(f"findings kept from Markdown to PDF, tables {name}: {kept} of {total} (bar 95 %), "
          f"{new} new")


def main():
    if shutil.which("weasyprint") is None:
        print("to_pdf: skipped, weasyprint is not installed")
        return
    for name, style in STYLES.items():
        compare(sys.argv[1], sys.argv[2:], name, style)


if __name__ == "__main__":
    main()
