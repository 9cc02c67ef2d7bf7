"""latency.py TOOL REPORT EDITS: from a keystroke to its findings. The report is opened in the
language server, then one digit is typed after another; the clock runs from before the edit
is written until after the last byte of the answer. Prints, in milliseconds, the median of them,
what 95 of 100 stay below, and the worst; the same three of the processor time of the server,
which other work on the machine does not make longer; and of the time from the edit to the
answer in which the server neither ran nor waited for the processor, the median: pipes, and this
program."""
import json
import os
import re
import subprocess
import sys
import time

tool, path, edits = sys.argv[1], sys.argv[2], int(sys.argv[3])
text = open(path, encoding='utf-8').read()
uri = 'file://' + os.path.abspath(path)
server = subprocess.Popen([tool, 'lsp'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
out = server.stdout


def send(message):
    data = json.dumps(dict(message, jsonrpc='2.0')).encode()
    server.stdin.write(b'Content-Length: %d\r\n\r\n' % len(data) + data)


def receive():
    head = b''
    while not head.endswith(b'\r\n\r\n'):
        head += out.read(1)
    left, parts = int(head.split(b':')[1]), []
    while left > 0:
        parts.append(out.read(min(left, 1 << 20)))
        left -= len(parts[-1])
    return b''.join(parts)


def scheduled():
    """milliseconds that the server ran, and that it waited for a processor"""
    with open(f'/proc/{server.pid}/schedstat', encoding='ascii') as stat:
        ran, waited, _ = stat.read().split()
    return int(ran) / 1e6, int(waited) / 1e6


def shares(values):
    values = sorted(values)
    return f'{values[len(values) // 2]:.1f} {values[len(values) * 95 // 100]:.1f} {values[-1]:.1f}'


send({'id': 1, 'method': 'initialize', 'params': {'capabilities': {}}})
receive()
send({'method': 'textDocument/didOpen', 'params': {'textDocument': {
    'uri': uri, 'languageId': 'markdown', 'version': 0, 'text': text}}})
receive()
# digits, spread evenly over the report
digits = [m.start() for m in re.finditer('[0-9]', text)]
digits = digits[::max(1, len(digits) // edits)][:edits]
took, ran, rest = [], [], []
for version, at in enumerate(digits, 1):
    line = text.count('\n', 0, at)
    start = at - (text.rfind('\n', 0, at) + 1)
    column = len(text[at - start:at].encode('utf-16-le')) // 2
    before, begun = scheduled(), time.perf_counter()
    send({'method': 'textDocument/didChange', 'params': {
        'textDocument': {'uri': uri, 'version': version}, 'contentChanges': [{
            'range': {'start': {'line': line, 'character': column},
                      'end': {'line': line, 'character': column + 1}},
            'text': str((int(text[at]) + 4) % 10)}]}})
    answer = receive()
    took.append((time.perf_counter() - begun) * 1000)
    after = scheduled()
    ran.append(after[0] - before[0])
    rest.append(took[-1] - ran[-1] - (after[1] - before[1]))
    assert json.loads(answer)['params']['version'] == version
send({'id': 2, 'method': 'shutdown'})
receive()
send({'method': 'exit'})
server.wait()
print(shares(took), shares(ran), f'{sorted(rest)[len(rest) // 2]:.1f}')
