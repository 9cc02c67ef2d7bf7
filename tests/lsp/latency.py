"""latency.py TOOL REPORT EDITS: from a keystroke to its findings. The report is opened in the
language server, then one digit is typed after another; the clock runs from before the edit
is written until after the last byte of the answer. Prints the median and the worst of them in
milliseconds, and the processor time of the server per edit."""
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


def processor_time():
    with open(f'/proc/{server.pid}/stat', encoding='ascii') as stat:
        fields = stat.read().rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf('SC_CLK_TCK')


send({'id': 1, 'method': 'initialize', 'params': {'capabilities': {}}})
receive()
send({'method': 'textDocument/didOpen', 'params': {'textDocument': {
    'uri': uri, 'languageId': 'markdown', 'version': 0, 'text': text}}})
receive()
# digits, spread evenly over the report
digits = [m.start() for m in re.finditer('[0-9]', text)]
digits = digits[::max(1, len(digits) // edits)][:edits]
took, before = [], processor_time()
for version, at in enumerate(digits, 1):
    line = text.count('\n', 0, at)
    start = at - (text.rfind('\n', 0, at) + 1)
    column = len(text[at - start:at].encode('utf-16-le')) // 2
    begun = time.perf_counter()
    send({'method': 'textDocument/didChange', 'params': {
        'textDocument': {'uri': uri, 'version': version}, 'contentChanges': [{
            'range': {'start': {'line': line, 'character': column},
                      'end': {'line': line, 'character': column + 1}},
            'text': str((int(text[at]) + 4) % 10)}]}})
    answer = receive()
    took.append((time.perf_counter() - begun) * 1000)
    assert json.loads(answer)['params']['version'] == version
cpu = (processor_time() - before) / len(took)
send({'id': 2, 'method': 'shutdown'})
receive()
send({'method': 'exit'})
server.wait()
took.sort()
print(f'{took[len(took) // 2]:.1f} {took[-1]:.1f} {cpu:.1f}')
