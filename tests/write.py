#!/usr/bin/env python3
"""write.py --pages FILE...: each page in HTML shows all findings that it counts.
write.py FOLDER: the outputs of one run against each other. FOLDER holds what was
written as found.json, found.txt (concise), found.jsonl, found.sarif.json, found.github,
found.gitlab.json, found.xml, found.rdjson.json and found.html, and the reports that they
speak of lie below the current folder. Every format must have the findings of found.json,
at the same places, and escapes must come back as what they stand for. Closes with
"N passed, N failed".
"""
import html.parser
import json
import os
import re
import sys
import urllib.parse
import xml.etree.ElementTree

PROPERTY = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as f:
        return f.read()


def key(f):
    return (f["path"], f["rule"], f["start"]["line"], f["start"]["column"])


def command(line):
    """::level name=value,name=value::message, as the runner reads it"""
    m = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
    assert m, "not a command: " + line
    unescape = lambda s: re.sub("%(25|0D|0A|3A|2C)", lambda e: PROPERTY[e[0]], s)
    properties = dict(p.split("=", 1) for p in m[2].split(","))
    return m[1], {k: unescape(v) for k, v in properties.items()}, unescape(m[3])


def concise(folder, findings):
    """path:line:col: severity[rule] message"""
    lines = read(folder, "found.txt").splitlines()
    assert lines == ["%s:%d:%d: %s[%s] %s" % (
        f["path"], f["start"]["line"], f["start"]["column"], f["severity"], f["rule"], f["message"])
        for f in findings]


def jsonl(folder, findings):
    assert [json.loads(line) for line in read(folder, "found.jsonl").splitlines()] == findings


def github(folder, findings):
    lines = [line for line in read(folder, "found.github").splitlines() if line.startswith("::")]
    got = [command(line) for line in lines]
    skips = [g for g in got if g[1].get("title") == "not checked"]
    got = [g for g in got if g not in skips]
    assert len(skips) == 1, "one file could not be checked"
    assert len(got) == len(findings)
    for (level, properties, message), f in zip(got, findings):
        assert level == LEVELS[f["severity"]], level
        assert properties["file"] == f["path"], properties
        assert properties["title"] == f["rule"]
        assert [int(properties[k]) for k in ("line", "col", "endLine", "endColumn")] == [
            f["start"]["line"], f["start"]["column"], f["end"]["line"], f["end"]["column"]]
        assert message.split("\n")[0] == f["message"], message
        assert f["note"] is None or "\n= " + f["note"] in message


def gitlab(folder, findings):
    got = json.loads(read(folder, "found.gitlab.json"))
    assert [(g["location"]["path"], g["check_name"], g["location"]["lines"]["begin"]) for g in got] == [
        (f["path"], f["rule"], f["start"]["line"]) for f in findings]
    marks = [g["fingerprint"] for g in got]
    assert len(set(marks)) == len(marks), "a fingerprint stands twice"
    assert all(g["fingerprint"].startswith(f["fingerprint"]) for g, f in zip(got, findings))


def sarif(folder, findings):
    run = json.loads(read(folder, "found.sarif.json"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    results = run["results"]
    assert len(results) == len(findings)
    for r, f in zip(results, findings):
        place = r["locations"][0]["physicalLocation"]
        region = place["region"]
        assert rules[r["ruleIndex"]]["id"] == r["ruleId"] == f["rule"]
        assert urllib.parse.unquote(place["artifactLocation"]["uri"]) == f["path"]
        assert [region[k] for k in ("startLine", "startColumn", "endLine", "endColumn")] == [
            f["start"]["line"], f["start"]["column"], f["end"]["line"], f["end"]["column"]]
        assert r["message"]["text"].startswith(f["message"])
        assert len(r.get("relatedLocations", [])) == len(f["evidence"])
        assert r["partialFingerprints"]["crossfoot/v1"] == f["fingerprint"]
        fixes = [c["insertedContent"]["text"] for x in r.get("fixes", [])
                 for a in x["artifactChanges"] for c in a["replacements"]]
        assert fixes == ([f["suggestion"]["text"]] if f["suggestion"] else [])
    assert all(r["help"]["text"] and r["shortDescription"]["text"] for r in rules)
    assert any("It finds something in:" in r["help"]["text"] for r in rules)
    assert any("Source: " in r["help"]["text"] for r in rules)
    assert run["invocations"][0]["executionSuccessful"] is False, "a file could not be checked"


def junit(folder, findings):
    root = xml.etree.ElementTree.fromstring(read(folder, "found.xml"))
    errors = [f for f in findings if f["severity"] == "error"]
    got = [(c.get("classname"), c.get("name"), c.find("failure").get("message"))
           for s in root for c in s.findall("testcase") if c.find("failure") is not None]
    assert got == [(f["path"], "%s line %d" % (f["rule"], f["start"]["line"]), f["message"])
                   for f in errors]
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        for what in ("failure", "error"):
            assert int(suite.get(what + "s")) == sum(c.find(what) is not None for c in cases)
    outs = "".join(s.find("system-out").text or "" for s in root)
    assert all(f["message"] in outs for f in findings if f["severity"] != "error")


def rdjson(folder, findings):
    got = json.loads(read(folder, "found.rdjson.json"))["diagnostics"]
    assert len(got) == len(findings)
    for g, f in zip(got, findings):
        assert g["location"]["path"] == f["path"] and g["code"]["value"] == f["rule"]
        with open(f["path"], encoding="utf-8", newline="") as report:
            lines = report.read().split("\n")
        for end in ("start", "end"):
            # columns there count bytes
            line = lines[f[end]["line"] - 1][:f[end]["column"] - 1].encode()
            assert g["location"]["range"][end] == {
                "line": f[end]["line"], "column": len(line) + 1}, (g, f)
        texts = [s["text"] for s in g.get("suggestions", [])]
        assert texts == ([f["suggestion"]["text"]] if f["suggestion"] else [])


class Page(html.parser.HTMLParser):
    """the words of each finding, and ids"""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.findings, self.tags = [], [], [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a":
            self.links.append(attrs["href"])
        if tag == "li" and "finding" in attrs.get("class", ""):
            self.findings.append("")

    def handle_data(self, data):
        if self.findings:
            self.findings[-1] += data


def page(folder, findings):
    text = read(folder, "found.html")
    p = Page()
    p.feed(text)
    assert len(set(p.ids)) == len(p.ids), "an id stands twice"
    assert all(link[0] == "#" and link[1:] in p.ids for link in p.links), "a link leads nowhere"
    assert not {"script", "link", "img", "iframe"} & set(p.tags), "it needs something else"
    assert "url(" not in text and "@import" not in text
    assert len(p.findings) == len(findings)
    for f in findings:
        assert any(f["message"] in words for words in p.findings), f["message"]
        assert f["note"] is None or any(f["note"] in words for words in p.findings), f["note"]


def shown(text):
    """how many findings the page says that it shows one by one"""
    some = re.search(r"<p class=\"alert\">([\d,]+) findings are shown one by one,[^;]*; ([\d,]+) more", text)
    title = re.search(r"<h1>([\d,]+) findings? in ", text)
    number = lambda s: int(s.replace(",", ""))
    if some:
        assert number(some[1]) + number(some[2]) == number(title[1])
        return number(some[1])
    return number(title[1]) if title else 0


def whole(name):
    """every finding that the page counts is on it, and every link on it leads somewhere"""
    with open(name, encoding="utf-8") as f:
        text = f.read()
    p = Page()
    p.feed(text)
    got = [i for i in p.ids if re.fullmatch(r"f\d+", i)]
    assert set(got) == {"f%d" % (i + 1) for i in range(shown(text))}, "%s says %d, shows %d" % (
        name, shown(text), len(got))
    assert len(set(p.ids)) == len(p.ids), "an id stands twice in " + name
    assert all(link[0] == "#" and link[1:] in p.ids for link in p.links), "a link leads nowhere in " + name


def pages(names):
    passed = failed = 0
    for name in names:
        try:
            whole(name)
            passed += 1
        except (AssertionError, OSError) as e:
            failed += 1
            print("write: pages: %s" % str(e)[:400])
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


def main():
    if sys.argv[1] == "--pages":
        return pages(sys.argv[2:])
    folder = sys.argv[1]
    findings = json.loads(read(folder, "found.json"))["findings"]
    passed = failed = 0
    for test in (concise, jsonl, github, gitlab, sarif, junit, rdjson, page):
        try:
            test(folder, findings)
            passed += 1
        except (AssertionError, KeyError, ValueError, IndexError, TypeError) as e:
            failed += 1
            print("write: %s: %s: %s" % (test.__name__, type(e).__name__, str(e)[:400]))
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
