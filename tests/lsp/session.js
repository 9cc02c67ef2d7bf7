// session.js TOOL: sessions with the language server, one test each. Closes with
// "N passed, N failed".
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');
const { Client, lsp } = require('./client.js');

const tool = path.resolve(process.argv[2]);
const tests = [];
const test = (name, fn) => tests.push({ name, fn });

// the total of the second column should be 42
const report = (total = '42') => [
	'# Offices',
	'',
	'| Office | Cases | Visits | Letters | Total |',
	'| --- | ---: | ---: | ---: | ---: |',
	'| North | 12 | 7 | 8 | 27 |',
	'| South | 21 | 9 | 4 | 34 |',
	'| East | 9 | 3 | 6 | 18 |',
	`| Total | ${total} | 19 | 18 | 79 |`,
	'',
].join('\n');

const uri = 'file:///reports/offices.md';
const full = {
	general: { positionEncodings: ['utf-8', 'utf-16'] },
	textDocument: {
		publishDiagnostics: { relatedInformation: true },
		codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
		hover: { contentFormat: ['markdown', 'plaintext'] },
	},
	workspace: { workspaceEdit: { documentChanges: true } },
};

async function withClient(fn, capabilities = full, rest = {}, args = []) {
	const client = new Client(tool, args);
	try {
		client.answer = await client.initialize(capabilities, rest);
		await fn(client);
		const end = await client.stop();
		assert.strictEqual(end.result, null);
		assert.strictEqual(end.code, 0);
		assert.strictEqual(client.stderr, '');
	} finally {
		client.child.kill();
	}
}

// ranges applied to a text of ASCII
function applied(text, edits) {
	const offset = (p) => text.split('\n').slice(0, p.line).join('\n').length +
		(p.line > 0 ? 1 : 0) + p.character;
	for (const e of edits)
		text = text.slice(0, offset(e.range.start)) + e.newText + text.slice(offset(e.range.end));
	return text;
}

const rules = (list) => list.map((d) => d.code).sort();
const rejects = (promise, code) => assert.rejects(promise, (e) => {
	assert.strictEqual(e.code, code);
	return true;
});

test('open, type a wrong digit, see the finding, apply the fix, see it go', () =>
	withClient(async (c) => {
		await c.open(uri, report());
		assert.deepStrictEqual(await c.diagnostics(uri, 1), []);
		// "42" becomes "72"
		await c.change(uri, 2, { range: { start: { line: 7, character: 10 },
			end: { line: 7, character: 11 } }, text: '7' });
		const found = await c.diagnostics(uri, 2);
		assert.deepStrictEqual(rules(found), ['tables/column-total']);
		assert.deepStrictEqual(found[0].range, { start: { line: 7, character: 10 },
			end: { line: 7, character: 12 } });
		assert.strictEqual(found[0].source, 'crossfoot');
		assert.match(found[0].message, /42\n= 12 \+ 21 \+ 9 = 42; 42 \+ 19 \+ 18 = 79$/);
		assert.strictEqual(found[0].severity, lsp.DiagnosticSeverity.Error);
		assert.deepStrictEqual(found[0].relatedInformation.map((r) => r.message),
			['part: 12', 'part: 21', 'part: 9', 'result: 79', 'part: 19', 'part: 18']);
		assert.strictEqual(found[0].relatedInformation[0].location.uri, uri);
		const actions = await c.request(lsp.CodeActionRequest.type, {
			textDocument: { uri }, range: found[0].range, context: { diagnostics: found } });
		assert.strictEqual(actions.length, 1);
		assert.strictEqual(actions[0].title, 'Change "72" to "42"');
		assert.strictEqual(actions[0].kind, 'quickfix');
		assert.deepStrictEqual(actions[0].diagnostics, found);
		const change = actions[0].edit.documentChanges[0];
		assert.deepStrictEqual(change.textDocument, { uri, version: 2 });
		const mended = applied(report('72'), change.edits);
		assert.strictEqual(mended, report());
		await c.change(uri, 3, { range: change.edits[0].range, text: change.edits[0].newText });
		assert.deepStrictEqual(await c.diagnostics(uri, 3), []);
		await c.notify(lsp.DidCloseTextDocumentNotification.type, { textDocument: { uri } });
		assert.deepStrictEqual(c.messages, []);
	}));

test('what the server can do', () => withClient(async (c) => {
	const can = c.answer.capabilities;
	assert.strictEqual(can.positionEncoding, 'utf-8');
	assert.strictEqual(can.textDocumentSync.change, lsp.TextDocumentSyncKind.Incremental);
	assert.ok(can.hoverProvider && can.codeActionProvider && can.codeLensProvider &&
		can.diagnosticProvider);
	assert.strictEqual(c.answer.serverInfo.name, 'crossfoot');
}));

test('UTF-16 is counted where UTF-8 was not agreed to', async () => {
	// the mark before the figures takes 4 bytes, 2 code units, 1 code point
	const line = 'The \u{1F4D8} list: 30 of 40 invoices (57%) were late.';
	for (const [encodings, encoding] of [
		[undefined, 'utf-16'], [['utf-16'], 'utf-16'], [['utf-8'], 'utf-8']]) {
		const can = JSON.parse(JSON.stringify(full));
		can.general.positionEncodings = encodings;
		await withClient(async (c) => {
			assert.strictEqual(c.answer.capabilities.positionEncoding, encoding);
			await c.open(uri, `# Visits\n\n${line}\n`);
			const [one] = await c.diagnostics(uri, 1);
			const at = line.indexOf('57%') + (encoding === 'utf-8' ? 2 : 0);
			assert.strictEqual(one.code, 'patterns/share-in-text');
			assert.deepStrictEqual(one.range, { start: { line: 2, character: at },
				end: { line: 2, character: at + 3 } });
			// an edit behind the mark lands where it is meant
			await c.change(uri, 2, { range: { start: { line: 2, character: at },
				end: { line: 2, character: at + 2 } }, text: '75' });
			assert.deepStrictEqual(await c.diagnostics(uri, 2), []);
		}, can);
	}
});

test('lines end with CRLF and CR, too', () => withClient(async (c) => {
	await c.open(uri, report('72').replace(/\n/g, '\r\n'));
	let [one] = await c.diagnostics(uri, 1);
	assert.deepStrictEqual(one.range.start, { line: 7, character: 10 });
	// a CR alone is a line end to the editor, though not to the report
	await c.change(uri, 2, { text: 'one\rtwo\rMonday 6 June 2023\r\n' });
	[one] = await c.diagnostics(uri, 2);
	assert.deepStrictEqual(one.range.start, { line: 2, character: 0 });
}));

test('edits of all kinds lead to the text that they say', () => withClient(async (c) => {
	await c.open(uri, '');
	await c.change(uri, 2, { text: report('72') });
	assert.strictEqual((await c.diagnostics(uri, 2)).length, 1);
	// several at once, each on what the one before made: a line in front, then the digit
	await c.change(uri, 3,
		{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
			text: 'Front\n\n' },
		{ range: { start: { line: 9, character: 10 }, end: { line: 9, character: 12 } },
			text: '52' });
	let [one] = await c.diagnostics(uri, 3);
	assert.deepStrictEqual(one.range.start, { line: 9, character: 10 });
	assert.match(one.message, / 52\b/);
	// past the end of a line is its end, past the last line the end of the text
	await c.change(uri, 4,
		{ range: { start: { line: 9, character: 10 }, end: { line: 9, character: 12 } }, text: '42' },
		{ range: { start: { line: 900, character: 3 }, end: { line: 901, character: 0 } },
			text: '\nMonday 6 June 2023\n' });
	[one] = await c.diagnostics(uri, 4);
	assert.strictEqual(one.code, 'dates/weekday');
	assert.strictEqual(one.range.start.line, 11);
	// and a text that goes
	await c.change(uri, 5, { range: { start: { line: 0, character: 0 },
		end: { line: 999, character: 0 } }, text: '' });
	assert.deepStrictEqual(await c.diagnostics(uri, 5), []);
}));

test('of many edits in a row the last is checked', () => withClient(async (c) => {
	await c.open(uri, report());
	await c.diagnostics(uri, 1);
	const sent = [];
	for (let v = 2; v <= 201; v++)
		sent.push(c.change(uri, v, { range: { start: { line: 7, character: 10 },
			end: { line: 7, character: 12 } }, text: v % 2 === 0 ? '72' : '42' }));
	await Promise.all(sent);
	assert.deepStrictEqual(await c.diagnostics(uri, 201), []);
	assert.ok(c.published.get(uri).length < 200,
		`${c.published.get(uri).length} of 200 versions were checked`);
}));

test('diagnostics are asked for', async () => {
	const can = JSON.parse(JSON.stringify(full));
	can.textDocument.diagnostic = {};
	can.workspace.diagnostics = { refreshSupport: true };
	await withClient(async (c) => {
		const ask = (previousResultId) => c.request(lsp.DocumentDiagnosticRequest.type,
			{ textDocument: { uri }, previousResultId });
		await c.open(uri, report('72'));
		const first = await ask();
		assert.strictEqual(first.kind, 'full');
		assert.deepStrictEqual(rules(first.items), ['tables/column-total']);
		const second = await ask(first.resultId);
		assert.deepStrictEqual(second, { kind: 'unchanged', resultId: first.resultId });
		await c.change(uri, 2, { text: report() });
		const third = await ask(first.resultId);
		assert.strictEqual(third.kind, 'full');
		assert.deepStrictEqual(third.items, []);
		assert.ok(!c.published.has(uri), 'what is asked for is not told besides');
		// other rules: what was asked for is to be asked for again
		await c.notify(lsp.DidChangeConfigurationNotification.type,
			{ settings: { crossfoot: { rule: ['weekday'] } } });
		await c.change(uri, 3, { text: report('72') });
		assert.deepStrictEqual((await ask(third.resultId)).items, []);
		assert.ok(c.asked.includes('workspace/diagnostic/refresh'));
		await rejects(c.request(lsp.DocumentDiagnosticRequest.type,
			{ textDocument: { uri: 'file:///not/open.md' } }), -32602);
	}, can);
});

test('hover says the sum and the rule', () => withClient(async (c) => {
	await c.open(uri, report('72'));
	const at = (line, character) => c.request(lsp.HoverRequest.type,
		{ textDocument: { uri }, position: { line, character } });
	const wrong = await at(7, 11);
	assert.strictEqual(wrong.contents.kind, 'markdown');
	assert.match(wrong.contents.value, /^\*\*error\*\* `tables\/column-total`: .*72.* 42\n/);
	assert.match(wrong.contents.value, /\n\n    12 \+ 21 \+ 9 = 42; 42 \+ 19 \+ 18 = 79\n/);
	assert.deepStrictEqual(wrong.range, { start: { line: 7, character: 10 },
		end: { line: 7, character: 12 } });
	assert.doesNotMatch(wrong.contents.value, /undecided/);
	const held = await at(7, 16);
	assert.match(held.contents.value, /^\*\*held\*\* `tables\/column-total`\n\n    7 \+ 9 \+ 3 = 19\n/);
	const part = await at(4, 15);
	assert.match(part.contents.value, /12 \+ 7 \+ 8 = 27\n[^]*    7 \+ 9 \+ 3 = 19\n/);
	assert.match(part.contents.value, /^\*\*held\*\* /);
	assert.strictEqual(part.range, undefined);
	assert.strictEqual(await at(0, 3), null);
	assert.strictEqual(await at(500, 0), null);
}));

test('nothing of a report is markup on a page about it', () => withClient(async (c) => {
	await c.open(uri, report('72').replace('Cases', 'Cases <b>[x](http://example.org)'));
	const { contents } = await c.request(lsp.HoverRequest.type,
		{ textDocument: { uri }, position: { line: 7, character: 11 } });
	assert.doesNotMatch(contents.value, /\]\(http|<b>/);
}));

test('plain text where Markdown is not known', async () => {
	const can = JSON.parse(JSON.stringify(full));
	delete can.textDocument.hover;
	await withClient(async (c) => {
		await c.open(uri, report('72'));
		const { contents } = await c.request(lsp.HoverRequest.type,
			{ textDocument: { uri }, position: { line: 7, character: 11 } });
		assert.strictEqual(contents.kind, 'plaintext');
		assert.match(contents.value, /^error tables\/column-total: /);
	}, can);
});

test('lenses count what held, of the report and of each table', () => withClient(async (c) => {
	await c.open(uri, report('72'));
	const list = await c.request(lsp.CodeLensRequest.type, { textDocument: { uri } });
	assert.deepStrictEqual(list.map((l) => [l.range.start.line, l.command.title]),
		[[0, '6 relations held, 1 failed'], [4, '6 relations held, 1 failed']]);
}));

test('quick fixes only where they are asked for', () => withClient(async (c) => {
	await c.open(uri, report('72'));
	const ask = (line, only) => c.request(lsp.CodeActionRequest.type, { textDocument: { uri },
		range: { start: { line, character: 0 }, end: { line, character: 99 } },
		context: { diagnostics: [], only } });
	assert.strictEqual((await ask(7)).length, 1);
	assert.strictEqual((await ask(7, ['quickfix'])).length, 1);
	assert.strictEqual((await ask(7, ['refactor', 'source.fixAll'])).length, 0);
	assert.strictEqual((await ask(5)).length, 0);
	await c.change(uri, 2, { text: report('7<b>2</b>') });
	assert.deepStrictEqual(rules(await c.diagnostics(uri, 2)), ['tables/column-total']);
	assert.strictEqual((await ask(7)).length, 0);
	await rejects(c.request('textDocument/codeAction', { textDocument: { uri } }), -32602);
}));

test('an edit without versions where the client has none', async () => {
	const can = JSON.parse(JSON.stringify(full));
	delete can.workspace;
	await withClient(async (c) => {
		await c.open(uri, report('72'));
		const [action] = await c.request(lsp.CodeActionRequest.type, { textDocument: { uri },
			range: { start: { line: 7, character: 11 }, end: { line: 7, character: 11 } },
			context: { diagnostics: [] } });
		assert.strictEqual(action.edit.changes[uri][0].newText, '42');
	}, can);
});

test('settings have the names of the options', () => withClient(async (c) => {
	await c.open(uri, report('72') + '\nMonday 6 June 2023\n');
	assert.deepStrictEqual(rules(await c.diagnostics(uri, 1)), ['dates/weekday']);
	await c.notify(lsp.DidChangeConfigurationNotification.type, { settings: { crossfoot: {
		'exclude-rule': 'tables/column-total,row-total', 'min-severity': 'error' } } });
	await c.change(uri, 2, { text: report('72') + '\nMonday 6 June 2023 in the the hall\n' });
	assert.deepStrictEqual(rules(await c.diagnostics(uri, 2)), ['dates/weekday']);
	assert.deepStrictEqual(c.messages, []);
	await c.notify(lsp.DidChangeConfigurationNotification.type,
		{ settings: { crossfoot: { 'min-sevrity': 'error', rules: [7, '/dev/stdin'] } } });
	await c.change(uri, 3, { text: report() });
	await c.diagnostics(uri, 3);
	await c.notify(lsp.DidChangeConfigurationNotification.type,
		{ settings: { crossfoot: { rule: 'colum-total' } } });
	await c.change(uri, 4, { text: report() });
	const [none] = await c.diagnostics(uri, 4);
	assert.match(none.message, /^not checked: /);
	const said = c.messages.map((m) => m.message).join('\n');
	assert.match(said, /no option --min-sevrity \(did you mean --min-severity\?\)/);
	assert.match(said, /there is no rule "colum-total" \(did you mean column-total\?\)/);
	assert.match(said, /7: cannot find the rules/);
	assert.match(said, /\/dev\/stdin: is neither a file nor a folder/);
}, full, { initializationOptions: { rule: ['weekday', 'tables/mean'] } }));

test('settings are fetched from a client that keeps them', async () => {
	const can = JSON.parse(JSON.stringify(full));
	can.workspace.configuration = true;
	can.workspace.didChangeConfiguration = { dynamicRegistration: true };
	const c = new Client(tool);
	c.settings = { crossfoot: { rule: ['weekday'] } };
	await c.initialize(can);
	while (!c.asked.includes('workspace/configuration'))
		await new Promise((done) => setTimeout(done, 5));
	await c.open(uri, report('72'));
	await new Promise((done) => setTimeout(done, 200));
	assert.deepStrictEqual(await c.diagnostics(uri, 1), []);
	assert.ok(c.asked.includes('workspace/didChangeConfiguration'));
	c.settings = { crossfoot: {} };
	c.published.clear();
	await c.notify(lsp.DidChangeConfigurationNotification.type, { settings: null });
	let found = [];
	while (found.length === 0) {
		await new Promise((done) => setTimeout(done, 5));
		found = (c.published.get(uri) ?? []).flatMap((p) => p.diagnostics);
	}
	assert.deepStrictEqual(rules(found), ['tables/column-total']);
	assert.strictEqual((await c.stop()).code, 0);
});

test('rules of the workspace, and what is saved of them', async () => {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'crossfoot lsp-'));
	const pack = (word) => 'pack: house\nrules:\n  - id: words\n    title: no such word\n' +
		'    check: pattern\n    severity: warning\n' +
		`    match: '${word}'\n    message: '"{match}" is not said here'\n`;
	const file = path.join(dir, 'house.yml');
	fs.writeFileSync(file, pack('leverage'));
	const house = pathToFileURL(file).href;
	try {
		await withClient(async (c) => {
			await c.open(uri, 'We leverage synergy.\n');
			const [one] = await c.diagnostics(uri, 1);
			assert.strictEqual(one.code, 'house/words');
			assert.match(one.codeDescription.href, /^file:\/\/\/.*%20lsp-.*house\.yml#L3$/);
			await c.open(house, pack('leverage'), 'yaml');
			assert.deepStrictEqual(await c.diagnostics(house, 1), []);
			await c.change(house, 2, { text: pack('synergy') });
			assert.deepStrictEqual(await c.diagnostics(house, 2), []);
			c.published.clear();
			fs.writeFileSync(file, pack('synergy'));
			await c.notify(lsp.DidSaveTextDocumentNotification.type,
				{ textDocument: { uri: house } });
			const [two] = await c.diagnostics(uri, 1);
			assert.deepStrictEqual(two.range.start, { line: 0, character: 12 });
		}, full, { rootUri: pathToFileURL(dir).href,
			initializationOptions: { crossfoot: { rules: ['house.yml'] } } });
	} finally {
		fs.rmSync(dir, { recursive: true });
	}
});

test('mistakes of a rule file as it is typed', () => withClient(async (c) => {
	const yml = 'file:///rules/new.yml';
	const pack = (severity) => 'pack: new\nrules:\n  - id: sum\n    title: sums\n' +
		`    check: total\n    severity: ${severity}\n    message: "{stated} is wrong"\n`;
	await c.open(yml, pack('eror'), 'yaml');
	const [one] = await c.diagnostics(yml, 1);
	assert.deepStrictEqual(one.range, { start: { line: 5, character: 14 },
		end: { line: 5, character: 18 } });
	assert.match(one.message, /"eror".*\n.*did you mean "error"\?/);
	assert.strictEqual(one.severity, lsp.DiagnosticSeverity.Error);
	await c.change(yml, 2, { text: pack('error') });
	assert.deepStrictEqual(await c.diagnostics(yml, 2), []);
	// half a line, as it is while somebody types
	await c.change(yml, 3, { text: pack('error') + '    match: "[' });
	assert.ok((await c.diagnostics(yml, 3)).length > 0);
	// it may extend what is built in
	await c.change(yml, 4, { text: 'pack: new\nextends: tables\noff: [column-totl]\n' });
	assert.match((await c.diagnostics(yml, 4))[0].message, /column-totl/);
	// other YAML is none of our business
	await c.open('file:///x/compose.yml', 'services:\n  web: [\n', 'yaml');
	assert.deepStrictEqual(await c.diagnostics('file:///x/compose.yml', 1), []);
}));

test('a rule file that is built in is its own source', () => withClient(async (c) => {
	const file = path.resolve('rules/dates.yml');
	await c.open(pathToFileURL(file).href, fs.readFileSync(file, 'utf8'), 'yaml');
	assert.deepStrictEqual(await c.diagnostics(pathToFileURL(file).href, 1), []);
}));

test('what cannot be checked is said in the document', () => withClient(async (c) => {
	await c.open(uri, `# Long\n\n${'x'.repeat(1100000)}\n`);
	const [one] = await c.diagnostics(uri, 1);
	assert.match(one.message, /the line has 1100000 bytes/);
	assert.strictEqual(one.range.start.line, 2);
	await c.change(uri, 2, { text: 'All is well.\n' });
	assert.deepStrictEqual(await c.diagnostics(uri, 2), []);
	// more than is kept of an open document, and back
	await c.change(uri, 3, { text: 'x\n'.repeat((16 << 20) / 2 + 1) });
	assert.match((await c.diagnostics(uri, 3))[0].message, /too large.*CF_MAX_TYPED/);
	await c.change(uri, 4, { range: { start: { line: 0, character: 0 },
		end: { line: 1, character: 0 } }, text: '' });
	assert.match((await c.diagnostics(uri, 4))[0].message, /CF_MAX_TYPED/);
	await c.change(uri, 5, { text: 'All is well.\n' });
	assert.deepStrictEqual(await c.diagnostics(uri, 5), []);
}));

test('HTML, and what is no text', () => withClient(async (c) => {
	await c.open(uri, '<html><body><h1>Visits</h1>\n<p>On Monday 6 June 2023.</p></body></html>\n',
		'html');
	const [one] = await c.diagnostics(uri, 1);
	assert.deepStrictEqual([one.code, one.range.start], ['dates/weekday',
		{ line: 1, character: 6 }]);
	const pdf = 'file:///reports/offices.pdf';
	await c.open(pdf, '%PDF-1.4\n1 0 obj\n<< >>\nendobj\n', 'pdf');
	assert.strictEqual((await c.diagnostics(pdf, 1)).length, 1);
}));

test('a list of findings ends somewhere', () => withClient(async (c) => {
	await c.open(uri, 'in the the hall\n\n'.repeat(2500));
	const found = await c.diagnostics(uri, 1);
	assert.strictEqual(found.length, 2001);
	assert.match(found.at(-1).message, /more findings than are listed/);
}));

test('NUL and half a pair of surrogates keep their places', () => withClient(async (c) => {
	await c.open(uri, 'A\u0000B \ud800 C\n\nMonday 6 June 2023\n');
	const [one] = await c.diagnostics(uri, 1);
	assert.strictEqual(one.range.start.line, 2);
	await c.change(uri, 2, { range: { start: { line: 2, character: 0 },
		end: { line: 2, character: 6 } }, text: 'Tuesday' });
	assert.deepStrictEqual(await c.diagnostics(uri, 2), []);
}, { ...full, general: {} }));

test('an edit that makes no sense ends the document, said once', () => withClient(async (c) => {
	await c.open(uri, report('72'));
	await c.diagnostics(uri, 1);
	await c.change(uri, 2, { range: { start: { line: 4, character: 0 },
		end: { line: 1, character: 0 } }, text: 'x' });
	await c.change(uri, 3, { text: 'x' });
	await rejects(c.request(lsp.HoverRequest.type,
		{ textDocument: { uri }, position: { line: 0, character: 0 } }), -32602);
	assert.match(c.messages.map((m) => m.message).join('\n'), /could not be followed/);
	assert.deepStrictEqual(c.published.get(uri).at(-1).diagnostics, []);
	await c.open(uri, report('72'), 'markdown', 9);
	assert.strictEqual((await c.diagnostics(uri, 9)).length, 1);
}));

test('unknown methods, and the order of things', async () => {
	const c = new Client(tool);
	await rejects(c.request('textDocument/hover', {}), -32002);
	await c.initialize(full);
	await rejects(c.request('initialize', {}), -32600);
	await rejects(c.request('textDocument/noSuchThing', {}), -32601);
	await rejects(c.request('$/noSuchThing', {}), -32601);
	await rejects(c.request('textDocument/hover', {}), -32602);
	await c.notify('$/noSuchThing', {});
	await c.notify('noSuchThing', {});
	assert.strictEqual(await c.request(lsp.ShutdownRequest.type), null);
	await rejects(c.request('textDocument/hover', {}), -32600);
	await c.notify(lsp.ExitNotification.type);
	assert.strictEqual(await c.exited, 0);
});

test('the exit without a shutdown', async () => {
	const c = new Client(tool);
	await c.initialize(full);
	await c.notify(lsp.ExitNotification.type);
	assert.strictEqual(await c.exited, 1);
});

test('options of the command line', () => withClient(async (c) => {
	await c.open(uri, report('72'));
	assert.deepStrictEqual(await c.diagnostics(uri, 1), []);
}, full, {}, ['--rule', 'weekday', '--stdio']));

require('./config.js')({ test, withClient, tool, full, report });

(async () => {
	let passed = 0, failed = 0;
	for (const { name, fn } of tests) {
		try {
			await Promise.race([fn(), new Promise((_, fail) => setTimeout(
				() => fail(new Error('took longer than 60 s')), 60000).unref())]);
			passed++;
		} catch (e) {
			failed++;
			console.log(`lsp: ${name}: ${e.stack.split('\n').slice(0, 30).join('\n')}`);
		}
	}
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed > 0 ? 1 : 0);
})();
