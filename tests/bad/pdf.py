#!/usr/bin/python3
"""PDF files for tests, written by hand: pdf.py FOLDER

good.pdf       two pages: a heading, a sentence with a wrong weekday, a table with a wrong
               total, page numbers
caption.pdf    a caption beside a column of words, on one line with one of them, and references
               to its table and to one that is not there
lines.pdf      a page on its side whose table is drawn with lines
scanned.pdf    a page of a picture, and one with words
truncated.pdf, damaged.pdf   good.pdf cut in the middle; with its tables of places wrong
pages.pdf      more pages than are read
nested.pdf     forms that call each other for ever
forms.pdf      forms that each call the next one twice: 2 to the 40th calls
kids.pdf       good.pdf whose pages hold themselves
prev.pdf       good.pdf whose table of places goes on with itself
locked.pdf     good.pdf that opens with a password only, "quay"
open.pdf       good.pdf, encrypted, that opens without a password, as most protected files do
"""
import hashlib
import os
import re
import struct
import sys

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def pdf(pages, size="[0 0 595 842]", extra=b""):
    """Pages are content streams; /F1 is Helvetica."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Kids [" +
               b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(pages))) +
               b"] /Count %d >>" % len(pages),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for i, stream in enumerate(pages):
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox " + size.encode() +
                       b" /Resources << /Font << /F1 3 0 R >> " + extra +
                       b" >> /Contents %d 0 R >>" % (5 + 2 * i))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return whole(objects)


def whole(objects):
    out, places = b"%PDF-1.4\n", []
    for i, body in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i + 1, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + (b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" %
                  (len(objects) + 1, start))


def words(x, y, text, size=11):
    text = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (size, x, y, text.encode("latin-1"))


def table(rows, top, columns, pitch=16):
    return b"".join(words(x, top - pitch * i, cell)
                    for i, row in enumerate(rows) for x, cell in zip(columns, row))


ROWS = [("Quay", "2022", "2023"), ("North", "12", "14"), ("South", "30", "31"),
        ("East", "5", "7"), ("West", "8", "8"), ("Total", "55", "80")]


def lines(rows, top, columns, right, pitch=16):
    out, bottom = b"0.5 w\n", top - pitch * len(rows)
    for x in columns + [right]:
        out += b"%d %d m %d %d l S\n" % (x, top, x, bottom)
    for i in range(len(rows) + 1):
        y = top - pitch * i
        out += b"%d %d m %d %d l S\n" % (columns[0], y, right, y)
    return out


def good():
    first = (words(60, 780, "Harbour dues", 20) +
             words(60, 740, "The panel met on Monday 6 June 2023 in the hall.") +
             words(290, 30, "7"))
    second = (words(60, 780, "Boats by quay", 16) + table(ROWS, 740, [60, 200, 300]) +
              words(290, 30, "8"))
    return pdf([first, second])


def forms(n):
    """A page with a form that calls another one twice, which does so in turn, n times."""
    page = pdf([b"/A Do " + words(60, 700, "Words.")], extra=b"/XObject << /A 6 0 R >>")
    objects = [part.split(b"obj\n", 1)[1] for part in page.split(b"\nendobj")[:-1]]
    for i in range(n):
        stream = b"/A Do /A Do" if i + 1 < n else b"0 0 1 1 re f"
        objects.append(b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject "
                       b"<< /A %d 0 R >> >> /Length %d >>\nstream\n%s\nendstream" %
                       (min(7 + i, 5 + n), len(stream), stream))
    return whole(objects)


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def md5(data):
    return hashlib.md5(data).digest()


def locked(data, password):
    """The file with its streams encrypted: the standard handler, 40 bits (ISO 32000-1, 7.6)."""
    rights, name = -4, b"0123456789abcdef"
    user = (password + PADDING)[:32]
    owner = rc4(md5((b"owner" + PADDING)[:32])[:5], user)
    key = md5(user + owner + struct.pack("<i", rights) + name)[:5]
    objects = [part.split(b" 0 obj\n", 1)[1] for part in data.split(b"\nendobj")[:-1]]
    for i, body in enumerate(objects):
        m = re.fullmatch(rb"(.*?stream\n)(.*)(\nendstream)", body, re.S)
        if m:
            own = md5(key + struct.pack("<I", i + 1)[:3] + b"\0\0")[:10]
            objects[i] = m[1] + rc4(own, m[2]) + m[3]
    objects.append(b"<< /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>" % (
        rights, owner.hex().encode(), rc4(key, PADDING).hex().encode()))
    more = b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), name.hex().encode(),
                                                  name.hex().encode())
    return whole(objects).replace(b" /Root 1 0 R", b" /Root 1 0 R" + more)


def main():
    def write(name, data):
        with open(os.path.join(sys.argv[1], name), "wb") as f:
            f.write(data)

    write("good.pdf", good())
    write("caption.pdf", pdf([words(60, 780, "Visits to the quays", 16) +
                              words(60, 740, "Visits grew (see Table 1), as they did before.") +
                              words(60, 700, "Most of the visitors of the spring attended "
                                    "Table 1: Visits, by Quay,") +
                              words(60, 686, "the markets, of which there are four, see Table 4: all "
                                    "are on the north quay.") +
                              words(60, 640, "Table 2: Boats")]))
    columns = [60, 200, 300]
    write("lines.pdf", pdf([table(ROWS, 488, [x + 4 for x in columns]) +
                            lines(ROWS, 500, columns, 400)], "[0 0 842 595]"))
    write("scanned.pdf", pdf([b"0.9 g 50 50 400 600 re f", words(60, 700, "Words.")]))
    write("truncated.pdf", good()[:400])
    write("damaged.pdf", good().replace(b"0000000", b"9000000"))
    write("pages.pdf", pdf([b""] * 10001))
    form = (b"/XObject << /A 6 0 R >>")
    nested = pdf([b"/A Do " + words(60, 700, "Words.")], extra=form)
    nested = whole([part.split(b"obj\n", 1)[1] for part in nested.split(b"\nendobj")[:-1]] +
                   [b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << " + form +
                    b" >> /Length 11 >>\nstream\n/A Do /A Do\nendstream"])
    write("nested.pdf", nested)
    write("forms.pdf", forms(40))
    write("kids.pdf", good().replace(b"/Kids [4 0 R", b"/Kids [2 0 R 4 0 R"))
    start = good().rindex(b"startxref\n") + 10
    write("prev.pdf", good().replace(b" /Root", b" /Prev " + good()[start:].split(b"\n")[0] +
                                     b" /Root"))
    write("locked.pdf", locked(good(), b"quay"))
    write("open.pdf", locked(good(), b""))


if __name__ == "__main__":
    main()
