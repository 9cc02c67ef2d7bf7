#!/usr/bin/python3
"""The sample reports as HTML pages, and whether the same is found in both.

usage: to_html.py CROSSFOOT FILE.md...	compare the findings; a line for each that differs
       to_html.py --print FILE.md	the page

A small converter for what the sample reports hold: headings, paragraphs, lists, pipe
tables, runs of lines with tabs, HTML. The pages have what websites have around a text,
and their lines are broken where no line of the report ends.
"""
import html
import json
import os
import re
import subprocess
import sys
import tempfile

INLINE = re.compile(r"(</?[a-zA-Z][^<>]*>|<!--.*?-->|&#?\w+;)")


def words(s):
    """Inline Markdown, in which HTML may stand."""
    out = []
    for piece in INLINE.split(s):
        if INLINE.fullmatch(piece):
            out.append(piece)
            continue
        piece = html.escape(piece, quote=False)
        piece = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", piece)
        piece = re.sub(r"(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?![\w*])", r"<em>\1</em>", piece)
        piece = re.sub(r"\[([^\]]*)\]\(([^)]*)\)", r'<a href="\2">\1</a>', piece)
        piece = re.sub(r"\\([*_|\[\]])", r"\1", piece)
        out.append(re.sub(r"`([^`]*)`", r"<code>\1</code>", piece))
    return "".join(out).replace("\u00a3", "&pound;")


def wrapped(s):
    """Broken after every third word, so that the source has other lines than the page."""
    parts = re.split(r" (?=[^<>]*(?:<|$))", s)
    return "".join(p + ("\n" if i % 3 == 2 else " ") for i, p in enumerate(parts)).strip()


def table(rows, header):
    out = ["<table>"]
    for i, row in enumerate(rows):
        tag = "th" if i < header else "td"
        out.append("<tr>" + "".join(f"<{tag}>{words(c)}</{tag}>" for c in row) + "</tr>")
    return "\n".join(out + ["</table>"])


def pipe_row(line):
    line = line.strip().strip("|")
    return [c.strip() for c in re.split(r"(?<!\\)\|", line)]


ITEM = re.compile(r"(\s*)([-*+]|\d+[.)])\s+(.*)")


def lists(lines):
    """Items by their indentation."""
    out, open_lists = [], []
    for line in lines:
        m = ITEM.match(line)
        if m is None:
            out[-1] += " " + words(line.strip())
            continue
        indent, mark, text = len(m[1]), m[2], m[3]
        while open_lists and open_lists[-1][0] > indent:
            out.append(f"</li></{open_lists.pop()[1]}>")
        if not open_lists or open_lists[-1][0] < indent:
            tag = "ol" if mark[0].isdigit() else "ul"
            start = f' start="{int(mark[:-1])}"' if tag == "ol" else ""
            out.append(f"<{tag}{start}>")
            open_lists.append((indent, tag))
        else:
            out.append("</li>")
        out.append("<li>" + words(text))
    while open_lists:
        out.append(f"</li></{open_lists.pop()[1]}>")
    return "\n".join(out)


def kind(line):
    if not line.strip():
        return "blank"
    if line.startswith("#"):
        return "heading"
    if "\t" in line:
        return "tabs"
    if re.match(r"\s*<(table|/table)", line):
        return "html"
    if line.lstrip().startswith("|"):
        return "pipe"
    return "item" if ITEM.match(line) else "text"


def take(lines, i, first):
    """The lines from i that belong together."""
    end = i + 1
    if first == "html":
        while end < len(lines) and "</table>" not in lines[end - 1]:
            end += 1
    elif first in ("tabs", "pipe"):
        while end < len(lines) and kind(lines[end]) == first:
            end += 1
    elif first in ("item", "text"):
        while end < len(lines) and kind(lines[end]) in ("text", first):
            end += 1
    return end


def block(lines, first):
    if first == "heading":
        m = re.match(r"(#+)\s+(.*?)\s*#*$", lines[0])
        return f"<h{len(m[1])}>{words(m[2])}</h{len(m[1])}>" if m else words(lines[0])
    if first == "tabs" and len(lines) == 1:
        return "<p>" + words(lines[0].replace("\t", " ")) + "</p>"
    if first == "tabs":
        return table([line.split("\t") for line in lines], 0)
    if first == "pipe":
        return table([pipe_row(line) for i, line in enumerate(lines) if i != 1], 1)
    if first == "item":
        return lists(lines)
    if first == "html":
        return "\n".join(lines)
    if len(lines) > 1 and re.fullmatch(r"\s*(-{3,}|={3,})\s*", lines[-1]):
        level = 1 if "=" in lines[-1] else 2
        return f"<h{level}>{words(' '.join(lines[:-1]))}</h{level}>"
    return "<p>" + "<br>\n".join(wrapped(words(line)) for line in lines) + "</p>"


def page(text):
    lines, out, i = text.split("\n"), [], 0
    while i < len(lines):
        first = kind(lines[i])
        if first == "blank":
            i += 1
            continue
        end = take(lines, i, first)
        out.append(block(lines[i:end], first))
        i = end
    return ("<!DOCTYPE html>\n<html>\n<head><title>Report</title><script>if (1 < 2) f('<b>');"
            "</script></head>\n<body>\n<nav><ul><li><a href='/'>Home</a></li></ul></nav>\n<main>\n"
            + "\n".join(out) + "\n</main>\n<footer>31 June 2023</footer>\n</body>\n</html>\n")


def by_file(tool, path):
    """The findings of each file in a folder, but for their places."""
    out = subprocess.run([tool, "check", "--format", "json", path], stdout=subprocess.PIPE,
                         check=False).stdout
    found = {}  # what is stated is cut out of the source, with its entities and line ends
    for f in json.loads(out)["findings"]:
        found.setdefault(os.path.basename(f["path"]), []).append(
            (f["rule"], f["severity"], " > ".join(f["section"]), f["message"],
             " ".join(html.unescape(f["stated"] or "").split()), f["computed"] or ""))
    return {name: sorted(some) for name, some in found.items()}


def findings(tool, path):
    return by_file(tool, path).get(os.path.basename(path), [])


def compare(tool, path):
    """How many findings there are, how many are in both, and what differs."""
    with tempfile.TemporaryDirectory() as tmp, open(path, encoding="utf-8") as f:
        name = os.path.join(tmp, "page.html")
        with open(name, "w", encoding="utf-8") as out:
            out.write(page(f.read()))
        want, got = findings(tool, path), findings(tool, name)
    rest = list(got)
    lost = [x for x in want if not (x in rest and (rest.remove(x) or True))]
    for sign, some in (("-", lost), ("+", rest)):
        for x in some:
            print(f"{path}: {sign} {x}")
    return len(want), len(want) - len(lost), len(rest)


def main():
    if sys.argv[1] == "--print":
        with open(sys.argv[2], encoding="utf-8") as f:
            sys.stdout.write(page(f.read()))
        return
    counts = [compare(sys.argv[1], path) for path in sys.argv[2:]]
    total, kept, new = (sum(c) for c in zip(*counts))
    print(f"findings kept from Markdown to HTML: {kept} of {total}, {new} new")
    sys.exit(kept != total or new != 0)


if __name__ == "__main__":
    main()
