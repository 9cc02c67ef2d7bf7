"""raw.py TOOL: bytes into the language server, and what comes out: rubbish, halves of
messages, wrong order, all at once. Closes with "N passed, N failed"."""
import json
import subprocess
import sys
import tempfile

tool = sys.argv[1]
passed = failed = 0
SECONDS = 120 if len(sys.argv) > 2 and sys.argv[2] == 'slow' else 20


def frame(text):
    data = text if isinstance(text, bytes) else text.encode()
    return b'Content-Length: %d\r\n\r\n' % len(data) + data


def ask(ident, method, params=None):
    message = {'jsonrpc': '2.0', 'id': ident, 'method': method}
    return frame(json.dumps(message if params is None else dict(message, params=params)))


def tell(method, params):
    return frame(json.dumps({'jsonrpc': '2.0', 'method': method, 'params': params}))


URI = 'file:///reports/a.md'
HELLO = ask(1, 'initialize', {'capabilities': {}})
BYE = ask(99, 'shutdown') + tell('exit', {})
OPEN = tell('textDocument/didOpen', {'textDocument': {
    'uri': URI, 'languageId': 'markdown', 'version': 1, 'text': 'Monday 6 June 2023\n'}})
CHANGE = tell('textDocument/didChange', {'textDocument': {'uri': URI, 'version': 2},
                                         'contentChanges': [{'text': 'Tuesday 6 June 2023\n'}]})
PLACE = {'textDocument': {'uri': URI}, 'position': {'line': 0, 'character': 1}}


def replies(out):
    """the messages of an output that holds nothing else"""
    found = []
    while out:
        head, _, rest = out.partition(b'\r\n\r\n')
        n = int(head.removeprefix(b'Content-Length: '))
        assert len(rest) >= n, 'a reply is cut off'
        found.append(json.loads(rest[:n]))
        out = rest[n:]
    return found


def serve(data, pieces=None):
    """status, messages and what stands on stderr after all bytes were sent"""
    # a file is all there at once, however busy the machine is
    with tempfile.TemporaryFile() as whole:
        whole.write(data)
        whole.seek(0)
        server = subprocess.Popen([tool, 'lsp'], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  stdin=whole if pieces is None else subprocess.PIPE)
    for i in range(0, len(data) if pieces else 0, pieces or 1):
        server.stdin.write(data[i:i + pieces])
        server.stdin.flush()
    out, err = server.communicate(timeout=SECONDS)
    return server.returncode, replies(out), err.decode()


def codes(messages):
    """[(id, code or None)] of the answers"""
    return [(m['id'], m.get('error', {}).get('code')) for m in messages if 'method' not in m]


def published(messages):
    return [[d['code'] for d in m['params']['diagnostics']] for m in messages
            if m.get('method') == 'textDocument/publishDiagnostics']


def test(name, got, want):
    global passed, failed
    if got == want:
        passed += 1
    else:
        failed += 1
        print(f'lsp/raw: {name}: {got!r}, not {want!r}')


def end(name, data, want_codes, want_status=0, want_err='', pieces=None):
    try:
        status, messages, err = serve(data, pieces)
    except (subprocess.TimeoutExpired, AssertionError, ValueError) as e:
        test(name, repr(e), 'an end')
        return []
    test(name, (status, codes(messages), err), (want_status, want_codes, want_err))
    return messages


HALF = '<stdin>: error: the input ends within a message\n'
good = [(1, None), (99, None)]

got = end('a session', HELLO + OPEN + BYE, good)
got = end('a session that is not shut down', HELLO + OPEN, [(1, None)], 1)
test('its findings', published(got), [['dates/weekday']])
got = end('byte by byte', HELLO + OPEN + BYE, good, pieces=1)
end('nothing at all', b'', [], 1)
end('an end without a session', tell('exit', {}), [], 1)

# what asks the client for anything waits until it has been answered
ALL = {'workspace': {'configuration': True, 'diagnostics': {'refreshSupport': True},
                     'codeLens': {'refreshSupport': True},
                     'didChangeConfiguration': {'dynamicRegistration': True}},
       'textDocument': {'diagnostic': {}}}
got = end('a client that can do everything', ask(1, 'initialize', {'capabilities': ALL}) +
          tell('initialized', {}) + OPEN +
          tell('workspace/didChangeConfiguration', {'settings': {'crossfoot': {}}}) + BYE, good)
test('what comes in which order', [m.get('method', m['id']) for m in got],
     [1, 'client/registerCapability', 'workspace/configuration', 'workspace/diagnostic/refresh',
      'workspace/codeLens/refresh', 99])

# ---- halves
for cut in 5, 16, 20, 30, len(HELLO) - 1:
    end(f'cut off after {cut} bytes', HELLO[:cut], [], 1, HALF)
end('cut off in the second message', HELLO + OPEN[:-7], [(1, None)], 1, HALF)
end('shut down and cut off', HELLO + ask(99, 'shutdown') + b'Content-Le', good, 0, HALF)

# ---- rubbish
bad = [(None, -32700)]
end('rubbish', b'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', bad, 1)
end('rubbish, then a session', b'hello?\r\n\r\n' + HELLO + BYE, bad + good)
end('rubbish right before a head', b'xxxx' + HELLO + BYE, bad + good)
end('rubbish in a session', HELLO + b'\0\xff\xfe\n\n' + BYE, [(1, None)] + bad + good[1:])
end('bytes of all kinds', bytes(range(256)) * 64 + b'\r\n' + HELLO + BYE, bad + good)
end('a long line without an end', b'x' * 500000 + HELLO + BYE, bad + good)
end('rubbish for ever', b'x\n' * 2000000, bad + bad, 1,
    '<stdin>: error: too much that is no message\n')
end('a length that is none', b'Content-Length: -5\r\n\r\n' + HELLO + BYE, bad + good)
end('a length of words', b'Content-Length: ten\r\n\r\n' + HELLO + BYE, bad + good)
end('no length', b'Content-Type: x\r\n\r\n' + HELLO + BYE, good)
end('a length past every limit', b'Content-Length: 99999999999999999999999999\r\n\r\n' + HELLO,
    bad, 1, HALF)
big = b'Content-Length: %d\r\n\r\n' % (33 << 20) + b' ' * (33 << 20)
got = end('a message past the limit is passed over', HELLO + big + OPEN + BYE,
          [(1, None)] + bad + good[1:])
test('and said to the person', [m['params']['message'] for m in got
                                if m.get('method') == 'window/showMessage'],
     ['the message is too long (CF_MAX_MESSAGE) and was passed over'])
# the tail of what is no JSON is rubbish before the next head
end('a length that is too short', b'Content-Length: 9\r\n\r\n' +
    HELLO.partition(b'\r\n\r\n')[2] + HELLO + BYE, bad + bad + good)
end('heads in small letters, with a type',
    HELLO.replace(b'Content-Length', b'content-length').replace(
        b'\r\n\r\n', b'\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n')
    + BYE, good)
end('lines that end with LF alone', HELLO.replace(b'\r\n', b'\n') + BYE, good)

# ---- JSON that is none, and messages that are none
for name, text, answer in [
        ('an empty message', '', (None, -32700)),
        ('no JSON', '{"jsonrpc": "2.0", "id": 7, ', (None, -32700)),
        ('more than one value', '{} {}', (None, -32700)),
        ('no UTF-8', b'{"jsonrpc": "2.0", "id": 7, "method": "\xff"}', (None, -32700)),
        ('deep nesting', '[' * 100000, (None, -32700)),
        ('a list', '[]', (None, -32600)),
        ('a batch', '[{"jsonrpc": "2.0", "id": 7, "method": "shutdown"}]', (None, -32600)),
        ('a number', '7', (None, -32600)),
        ('another version', '{"jsonrpc": "1.0", "id": 7, "method": "shutdown"}', (7, -32600)),
        ('no version', '{"id": 7, "method": "shutdown"}', (7, -32600)),
        ('no method', '{"jsonrpc": "2.0"}', (None, -32600)),
        ('a method that is a number', '{"jsonrpc": "2.0", "id": 7, "method": 7}', (7, -32600)),
        ('an id that is a list', '{"jsonrpc": "2.0", "id": [], "method": "x"}', (None, -32600)),
        ('params that are a text', '{"jsonrpc": "2.0", "id": 7, "method": "x", "params": "p"}',
         (7, -32602)),
        ('a method nobody knows', '{"jsonrpc": "2.0", "id": "seven", "method": "x"}',
         ('seven', -32601)),
        ('params of the wrong kind',
         '{"jsonrpc": "2.0", "id": 7, "method": "textDocument/hover", "params": [1, 2]}',
         (7, -32602)),
        ('an id of null', '{"jsonrpc": "2.0", "id": null, "method": "x"}', (None, -32601))]:
    end(name, HELLO + frame(text) + BYE, [(1, None), answer, (99, None)])
for name, text in [
        ('an answer nobody waits for', '{"jsonrpc": "2.0", "id": 5, "result": {}}'),
        ('a notification nobody knows', '{"jsonrpc": "2.0", "method": "x"}'),
        ('a notification with params that are a text',
         '{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": "p"}'),
        ('opened without a document', '{"jsonrpc": "2.0", "method": "textDocument/didOpen"}'),
        ('changed what is not open', '{"jsonrpc": "2.0", "method": "textDocument/didChange", '
         '"params": {"textDocument": {"uri": "file:///b.md", "version": 1}, '
         '"contentChanges": []}}'),
        ('a cancellation of nothing',
         '{"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 5}}')]:
    end(name, HELLO + frame(text) + BYE, good)
end('before it begins', OPEN + ask(7, 'textDocument/hover', PLACE) + HELLO + BYE,
    [(7, -32002)] + good)
end('it begins without params', ask(1, 'initialize') + HELLO + BYE, [(1, -32602)] + good)

# ---- all that comes at once is seen before the first of it is done
got = end('cancelled, and stale',
          HELLO + OPEN + ask(2, 'textDocument/hover', PLACE) +
          tell('$/cancelRequest', {'id': 2}) + ask('3', 'textDocument/hover', PLACE) +
          ask(4, 'textDocument/diagnostic', PLACE) + CHANGE +
          ask(5, 'textDocument/diagnostic', PLACE) + BYE,
          [(1, None), (2, -32800), ('3', -32801), (4, -32802), (5, None), (99, None)])
test('what is there in the end', [m['result']['items'] for m in got if m.get('id') == 5], [[]])
got = end('many edits', HELLO + OPEN + CHANGE * 500, [(1, None)], 1)
test('are checked once', published(got), [[]])
got = end('a thousand and one documents', HELLO + b''.join(
    tell('textDocument/didOpen', {'textDocument': {
        'uri': f'file:///{i}.md', 'languageId': 'markdown', 'version': 1, 'text': ''}})
    for i in range(1001)) + BYE, good)
test('are one too many', [m['params']['message'][-60:] for m in got
                          if m.get('method') == 'window/showMessage'],
     ['taken in: too many are open (CF_MAX_OPEN), or memory ran out'])

print(f'{passed} passed, {failed} failed')
sys.exit(failed > 0)
