#!/usr/bin/env python3
"""bench_office.py FOLDER: big.docx and big.odt, whose text is 4 MB of XML as word processors
write it (headings, paragraphs and 131 tables), and big.xlsx with 200,000 cells."""
import os
import sys
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
O = "urn:oasis:names:tc:opendocument:xmlns:"
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s"/>'
         '</Types>')
BORDERS = ('<w:tcBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
           '<w:left w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>')
RUN = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="20"/><w:lang w:val="en-GB"/></w:rPr>'


def rows(t):
    """A table of eight rows that adds up, each with the sum of its four figures."""
    body = [[(t * 31 + r * 17 + q * 7) % 300 + 20 for q in range(4)] for r in range(8)]
    body = [row + [sum(row)] for row in body]
    total = [sum(column) for column in zip(*body)]
    return ([["Place", "Spring", "Summer", "Autumn", "Winter", "Total"]] +
            [["Place %s" % chr(65 + r), *map(str, row)] for r, row in enumerate(body)] +
            [["Total", *map(str, total)]])


def sentence(t, k):
    return "In section %d, %d of %d visits were kept, as the panel was told before." % (t, k, 2 * k + t)


def docx_paragraph(words, style=""):
    return ('<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr>%s<w:spacing w:before="0" '
            'w:after="120"/><w:jc w:val="left"/></w:pPr><w:r>%s<w:t xml:space="preserve">%s</w:t>'
            '</w:r></w:p>' % (style, RUN, words))


def docx_table(t):
    cells = [["<w:tc><w:tcPr><w:tcW w:w=\"1600\" w:type=\"dxa\"/>%s</w:tcPr>%s</w:tc>" % (
        BORDERS, docx_paragraph(c)) for c in row] for row in rows(t)]
    return "<w:tbl><w:tblPr><w:tblW w:w=\"0\"/></w:tblPr>%s</w:tbl>" % "".join(
        "<w:tr>%s</w:tr>" % "".join(row) for row in cells)


def docx(path):
    style = '<w:outlineLvl w:val="0"/>'
    body = "".join(docx_paragraph("%d. Section" % t, style) + docx_paragraph(sentence(t, 9)) +
                   docx_paragraph(sentence(t, 12)) + docx_table(t) for t in range(1, 132))
    body = '<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (W, body)
    write(path, ("[Content_Types].xml", TYPES % ("word/document.xml", "wordprocessingml.document.main+xml")),
          ("word/document.xml", body))


def odt(path):
    def table(t):
        return '<table:table table:name="Table%d" table:style-name="Table1">%s</table:table>' % (
            t, "".join("<table:table-row table:style-name=\"Table1.1\">%s</table:table-row>" % "".join(
                '<table:table-cell table:style-name="Table1.A1" office:value-type="string"><text:p '
                'text:style-name="Table_20_Contents"><text:span text:style-name="T1">%s</text:span>'
                '</text:p></table:table-cell>' % c for c in row) for row in rows(t)))
    body = "".join('<text:h text:style-name="H" text:outline-level="1">%d. Section</text:h><text:p '
                   'text:style-name="P1">%s</text:p>%s' % (t, sentence(t, 9), table(t))
                   for t in range(1, 321))
    body = ('<office:document-content xmlns:office="%soffice:1.0" xmlns:text="%stext:1.0" '
            'xmlns:table="%stable:1.0"><office:body><office:text>%s</office:text></office:body>'
            '</office:document-content>' % (O, O, O, body))
    write(path, ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", body))


def xlsx(path):
    letters = "ABCDEFGHIJKLMNOPQRST"
    body = "".join('<row r="%d">%s</row>' % (r, "".join(
        '<c r="%s%d"><v>%d</v></c>' % (c, r, (r * 7 + i * 3) % 500) for i, c in enumerate(letters)))
        for r in range(1, 10001))
    rels = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
    book = ('<workbook xmlns="%s" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships"><sheets><sheet name="Big" r:id="r1"/></sheets></workbook>' % S)
    write(path, ("[Content_Types].xml", TYPES % ("xl/workbook.xml", "spreadsheetml.sheet.main+xml")),
          ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", rels),
          ("xl/worksheets/sheet1.xml", '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (
              S, body)))


def write(path, *parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in parts:
            z.writestr(name, content)


def main():
    folder = sys.argv[1]
    docx(os.path.join(folder, "big.docx"))
    odt(os.path.join(folder, "big.odt"))
    xlsx(os.path.join(folder, "big.xlsx"))


if __name__ == "__main__":
    main()
