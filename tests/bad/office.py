#!/usr/bin/env python3
"""office.py FOLDER: office files that are broken, hostile or called something else."""
import os
import sys
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s"/>'
         '</Types>')
WORD = TYPES % ("word/document.xml", "wordprocessingml.document.main+xml")
EXCEL = TYPES % ("xl/workbook.xml", "spreadsheetml.sheet.main+xml")
WRONG = "The panel met on Monday 6 June 2023."


def document(body):
    return '<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (W, body)


def paragraph(words):
    return "<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % words


def main():
    folder = sys.argv[1]

    def write(name, *parts, packed=True):
        path = os.path.join(folder, name)
        how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        with zipfile.ZipFile(path, "w", how) as z:
            for part, content in parts:
                if callable(content):
                    with z.open(part, "w", force_zip64=True) as f:
                        content(f)
                else:
                    z.writestr(part, content)
        return path

    def word(name, body, **how):
        return write(name, ("[Content_Types].xml", WORD),
                     ("word/document.xml", document(body)), **how)

    def sheet(name, rows):
        rels = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
                '</Relationships>')
        book = ('<workbook xmlns="%s" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
                'relationships"><sheets><sheet name="Big" r:id="r1"/></sheets></workbook>' % S)
        return write(name, ("[Content_Types].xml", EXCEL), ("xl/workbook.xml", book),
                     ("xl/_rels/workbook.xml.rels", rels),
                     ("xl/worksheets/sheet1.xml", '<worksheet xmlns="%s"><sheetData>%s</sheetData>'
                      '</worksheet>' % (S, rows)))

    def repeat(head, piece, times, tail):
        def content(f):
            f.write(head.encode())
            block = piece.encode() * 1000
            for _ in range(times // 1000):
                f.write(block)
            f.write(tail.encode())
        return content

    good = word("good.docx", paragraph(WRONG))
    for name in ("called.md", "called.pdf", "called.xlsx", "no-ending"):
        with open(good, "rb") as f, open(os.path.join(folder, name), "wb") as g:
            g.write(f.read())
    with open(os.path.join(folder, "text.docx"), "w", encoding="utf-8") as f:
        f.write(WRONG + "\n")
    with open(os.path.join(folder, "empty.docx"), "w", encoding="utf-8"):
        pass

    # bombs
    write("bomb.docx", ("[Content_Types].xml", WORD),
          ("word/document.xml", repeat("", " ", 1 << 28, "")))
    write("large.docx", ("[Content_Types].xml", WORD),
          ("word/document.xml", repeat('<w:document xmlns:w="%s"><w:body>' % W,
                                       paragraph("".join(chr(97 + i * i % 26) for i in range(997))),
                                       150000, "</w:body></w:document>")))
    write("nested.docx", ("[Content_Types].xml", WORD), ("word/document.xml", open(good, "rb").read()))
    write("parts.docx", *[("p%d" % i, "") for i in range(10001)])
    entities = "".join('<!ENTITY e%d "%s">' % (i, "&e%d;" % (i - 1) * 10) for i in range(1, 10))
    write("entities.docx", ("[Content_Types].xml", WORD),
          ("word/document.xml", '<!DOCTYPE d [<!ENTITY e0 "x">%s]>' % entities + document("&e9;")))
    write("outside.docx", ("[Content_Types].xml", WORD),
          ("word/document.xml", '<!DOCTYPE d SYSTEM "file:///etc/passwd">' + document("")))
    word("deep.docx", "<w:sdt>" * 2000 + "</w:sdt>" * 2000)
    word("tag.docx", '<w:p x="%s"/>' % ("y" * (3 << 20)))
    word("words.docx", paragraph("word " * (1 << 18)))
    word("columns.docx", "<w:tbl><w:tr>%s</w:tr></w:tbl>" % ("<w:tc><w:p/></w:tc>" * 4097))
    word("span.docx", '<w:tbl><w:tr>%s</w:tr></w:tbl>' % (
        '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr></w:tc>' * 3))
    word("fields.docx", '<w:p><w:r>%s</w:r></w:p>' % (
        '<w:fldChar w:fldCharType="begin"/>' * 10000) + paragraph(WRONG))
    write("names.docx", ("[Content_Types].xml", WORD), ("../../../../tmp/evil", "x"),
          ("/etc/passwd", "x"), ("word/document.xml", document(paragraph(WRONG))))

    # damage
    with open(word("whole.docx", paragraph(WRONG) * 2000, packed=False), "rb") as f:
        whole = f.read()
    for name, content in (("half.docx", whole[:len(whole) // 2]),
                          ("tail.docx", whole[:-10]),
                          ("hole.docx", whole[:3000] + b"<" * 2000 + whole[5000:])):
        with open(os.path.join(folder, name), "wb") as f:
            f.write(content)
    write("no-main.docx", ("[Content_Types].xml", WORD))
    write("unclosed.docx", ("[Content_Types].xml", WORD),
          ("word/document.xml", document(paragraph(WRONG))[:-20]))

    # other kinds
    write("plain.zip", ("a.txt", "x"))
    write("slides.pptx", ("[Content_Types].xml", TYPES % ("p.xml", "presentationml.presentation.main+xml")))
    write("calc.ods", ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"))
    write("locked.odt", ("mimetype", "application/vnd.oasis.opendocument.text"),
          ("META-INF/manifest.xml", '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:'
           'manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'),
          ("content.xml", "\1\2\3"))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    for name, stream in (("locked.docx", "EncryptedPackage"), ("old.doc", "WordDocument")):
        with open(os.path.join(folder, name), "wb") as f:
            f.write(ole + stream.encode("utf-16-le"))
    with open(good, "rb") as f:
        flagged = bytearray(f.read())
    at = flagged.rfind(b"PK\1\2")
    flagged[flagged.rfind(b"PK\3\4") + 6] |= 1
    flagged[at + 8] |= 1
    with open(os.path.join(folder, "flagged.docx"), "wb") as f:
        f.write(flagged)

    # spreadsheets
    sheet("rows.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>' + "<row/>" * 1000000 +
          '<row r="1048576"><c r="A1048576" t="str"><v>%s</v></c></row>' % WRONG)
    sheet("diagonal.xlsx", "".join(
        '<row r="%d"><c r="%s%d"><v>1</v></c></row>' % (i, c, i)
        for i, c in enumerate(((a + b + d).strip() for a in " ABC"
                               for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               for d in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 1)))
    sheet("index.xlsx", '<row r="1"><c r="A1" t="s"><v>99999999999999999999</v></c>'
          '<c r="ZZZZ1"><v>1</v></c><c r="A0"><v>1</v></c><c r="B1" s="-7"><v>5</v></c></row>')


if __name__ == "__main__":
    main()
