// The tests of session.js that are about configurations: what counts for each document, what
// becomes of it when a file changes, and what is said of mistakes.
'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const { pathToFileURL } = require('url');
const { Client, lsp } = require('./client.js');

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// a folder with these files, gone afterwards
async function inFolder(files, fn) {
	const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'crossfoot lsp-')));
	const write = (name, text) => {
		fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
		fs.writeFileSync(path.join(dir, name), text);
	};
	for (const [name, text] of Object.entries(files))
		write(name, text);
	try {
		await fn({ dir, write, remove: (name) => fs.unlinkSync(path.join(dir, name)),
			uri: (name) => pathToFileURL(path.join(dir, name)).href });
	} finally {
		fs.rmSync(dir, { recursive: true });
	}
}

// what `crossfoot check` lists of a file, run in its folder: "line:column severity rule"
function checked(tool, file) {
	let out;
	try {
		out = execFileSync(tool, ['check', '--format', 'concise', path.basename(file)],
			{ cwd: path.dirname(file), encoding: 'utf-8', stdio: ['ignore', 'pipe', 'ignore'] });
	} catch (e) {
		out = e.stdout;
	}
	return out.split('\n').map((line) => /^[^:]*:(\d+):(\d+): (\w+)\[([^\]]*)\]/.exec(line))
		.filter((m) => m !== null).map((m) => `${m[1]}:${m[2]} ${m[3]} ${m[4]}`);
}

const severities = { 1: 'error', 2: 'warning', 3: 'info' };
const told = (list) => list.map((d) => `${d.range.start.line + 1}:${d.range.start.character + 1} ` +
	`${severities[d.severity]} ${d.code}`);
const shown = (c) => c.messages.filter((m) => m.type === 1).map((m) => m.message);

module.exports = ({ test, withClient, tool, full, report }) => {
	const text = report('72') + '\nWe met on Monday 6 June 2023 in the the hall, to leverage it.\n';
	const house = 'pack: house\nparams: { word: leverage }\nrules:\n  - id: words\n' +
		'    title: no such word\n    check: pattern\n    severity: warning\n' +
		"    match: '${word}'\n    message: '\"{match}\" is not said here'\n";
	const workspace = (dir) => ({ rootUri: pathToFileURL(dir).href });
	const asAll = ['8:11 error tables/column-total', '10:11 error dates/weekday',
		'10:33 warning patterns/doubled-word'];

	test('the nearest configuration counts, as for crossfoot check', () => inFolder({
		'.crossfoot.yml': 'packs: [rules/]\nwith: { word: hall }\nexcept: [weekday]\n' +
			'severity: { column-total: warning }\noverrides:\n  - files: [minutes/**]\n' +
			'    only: [dates/*]\n',
		'rules/house.yml': house,
		'report.md': text,
		'minutes/may.md': text,
		'other/.crossfoot.yml': 'min-severity: error\n',
		'other/report.md': text,
		'accounts/report.md': text,
		'accounts/.crossfoot.yml': 'packs: [../rules]\ndefault-rules: false\n',
	}, ({ dir, uri }) => withClient(async (c) => {
		for (const [name, expected] of [
			['report.md', ['8:11 warning tables/column-total',
				'10:33 warning patterns/doubled-word', '10:41 warning house/words']],
			['minutes/may.md', []],
			['other/report.md', asAll.slice(0, 2)],
			['accounts/report.md', ['10:50 warning house/words']]]) {
			await c.open(uri(name), text);
			const found = told(await c.diagnostics(uri(name), 1));
			assert.deepStrictEqual(found, expected, name);
			assert.deepStrictEqual(found, checked(tool, path.join(dir, name)), name);
		}
		const [, , words] = await c.diagnostics(uri('report.md'), 1);
		assert.strictEqual(words.codeDescription.href, `${uri('rules/house.yml')}#L4`);
		assert.deepStrictEqual(c.messages, []);
	}, full, workspace(dir))));

	test('a baseline, suppressions and sidecar files count', () => inFolder({
		'.crossfoot.yml': 'baseline: known.baseline\n', 'report.md': text,
	}, ({ dir, uri, write }) => withClient(async (c) => {
		const at = path.join(dir, 'report.md');
		execFileSync(tool, ['check', '-q', '--rule', 'weekday', '--write-baseline',
			path.join(dir, 'known.baseline'), at], { stdio: 'ignore' });
		await c.open(uri('report.md'), text);
		assert.deepStrictEqual(told(await c.diagnostics(uri('report.md'), 1)),
			[asAll[0], asAll[2]]);
		let json;
		try {
			execFileSync(tool, ['check', '--format', 'json', at], { encoding: 'utf-8' });
		} catch (e) {
			json = JSON.parse(e.stdout);
		}
		const print = (rule) => json.findings.find((f) => f.rule === rule).fingerprint;
		write('report.md.crossfoot.yml', 'suppressions:\n  - rule: tables/column-total\n' +
			`    fingerprint: "${print('tables/column-total')}"\n`);
		await c.change(uri('report.md'), 2, { text });
		assert.deepStrictEqual(told(await c.diagnostics(uri('report.md'), 2)), [asAll[2]]);
		write('.crossfoot.yml', 'suppressions:\n  - rule: doubled-word\n    report: report.md\n' +
			`    fingerprint: "${print('patterns/doubled-word')}"\n`);
		await c.change(uri('report.md'), 3, { text });
		assert.deepStrictEqual(told(await c.diagnostics(uri('report.md'), 3)), [asAll[1]]);
		assert.deepStrictEqual(checked(tool, at), [asAll[1]]);
		assert.deepStrictEqual(c.messages, []);
	}, full, workspace(dir))));

	test('what is left out is not checked, and says so', () => inFolder({
		'.crossfoot.yml': 'ignore: [drafts/]\n', '.crossfootignore': '*.old.md\n',
		'drafts/report.md': text, 'a.old.md': text, 'report.md': text,
	}, async ({ dir, uri }) => {
		await withClient(async (c) => {
			for (const [name, by] of [['drafts/report.md', '.crossfoot.yml:1'],
				['a.old.md', '.crossfootignore:1'], ['report.md', null]]) {
				await c.open(uri(name), text);
				assert.strictEqual((await c.diagnostics(uri(name), 1)).length, by === null ? 3 : 0);
				const [lens] = await c.request(lsp.CodeLensRequest.type,
					{ textDocument: { uri: uri(name) } });
				assert.match(lens.command.title, by === null ? /relations held, 3 failed$/ :
					/^not checked: .*leaves it out$/);
				assert.ok(by === null || lens.command.title.includes(by), lens.command.title);
			}
		}, full, workspace(dir));
		await withClient(async (c) => {
			await c.open(uri('a.old.md'), text);
			assert.deepStrictEqual(told(await c.diagnostics(uri('a.old.md'), 1)), asAll);
		}, full, { ...workspace(dir), initializationOptions: { 'no-ignore': true } });
	}));

	test('a configuration that comes, changes and goes', () => inFolder({ 'report.md': text },
		({ dir, uri, write, remove }) => withClient(async (c) => {
			const name = uri('report.md'), config = uri('.crossfoot.yml');
			const next = async (version) => told(await c.diagnostics(name, version));
			await c.open(name, text);
			assert.deepStrictEqual(await next(1), asAll);
			// nobody tells: it is seen with the next edit
			write('.crossfoot.yml', 'only: [weekday]\n');
			await c.change(name, 2, { text });
			assert.deepStrictEqual(await next(2), [asAll[1]]);
			// told by the client that watches files: every open document is told of anew
			c.published.clear();
			write('.crossfoot.yml', 'only: [doubled-word]\n');
			await c.notify(lsp.DidChangeWatchedFilesNotification.type,
				{ changes: [{ uri: config, type: 2 }] });
			assert.deepStrictEqual(told(await c.diagnostics(name)), [asAll[2]]);
			// saved in the editor
			await c.open(config, 'only: [doubled-word]\n', 'yaml');
			assert.deepStrictEqual(await c.diagnostics(config, 1), []);
			await c.change(config, 2, { text: 'only: [column-total]\n' });
			assert.deepStrictEqual(await c.diagnostics(config, 2), []);
			assert.deepStrictEqual(told(await c.diagnostics(name)), [asAll[2]], 'not saved yet');
			c.published.clear();
			write('.crossfoot.yml', 'only: [column-total]\n');
			await c.notify(lsp.DidSaveTextDocumentNotification.type, { textDocument: { uri: config } });
			assert.deepStrictEqual(told(await c.diagnostics(name)), [asAll[0]]);
			remove('.crossfoot.yml');
			await c.change(name, 3, { text });
			assert.deepStrictEqual(await next(3), asAll);
			assert.deepStrictEqual(c.messages, []);
		}, full, workspace(dir))));

	test('rules of a configuration that change', () => inFolder({
		'report.md': text, '.crossfoot.yml': 'packs: [rules]\ndefault-rules: false\n',
		'rules/house.yml': house,
	}, ({ dir, uri, write }) => withClient(async (c) => {
		const name = uri('report.md');
		await c.open(name, text);
		assert.deepStrictEqual(told(await c.diagnostics(name, 1)), ['10:50 warning house/words']);
		write('rules/house.yml', house.replace('word: leverage', 'word: hall'));
		await c.change(name, 2, { text });
		assert.deepStrictEqual(told(await c.diagnostics(name, 2)), ['10:41 warning house/words']);
		// a file more in the folder
		write('rules/second.yml', house.replace('pack: house', 'pack: second')
			.replace('word: leverage', 'word: Offices'));
		await c.change(name, 3, { text });
		assert.deepStrictEqual(told(await c.diagnostics(name, 3)),
			['1:3 warning second/words', '10:41 warning house/words']);
		// what is being written is read beside them
		await c.open(uri('new.yml'), 'pack: new\nextends: [house]\nwith: { wrd: x }\n', 'yaml');
		const [one] = await c.diagnostics(uri('new.yml'), 1);
		assert.match(one.message, /"wrd"[^]*did you mean "word"\?/);
	}, full, workspace(dir))));

	test('a client that asks for diagnostics is told to ask again', () => {
		const can = JSON.parse(JSON.stringify(full));
		can.textDocument.diagnostic = {};
		can.workspace.diagnostics = { refreshSupport: true };
		return inFolder({ 'report.md': text }, ({ dir, uri, write }) => withClient(async (c) => {
			const ask = async () => (await c.request(lsp.DocumentDiagnosticRequest.type,
				{ textDocument: { uri: uri('report.md') } })).items;
			await c.open(uri('report.md'), text);
			assert.deepStrictEqual(told(await ask()), asAll);
			write('.crossfoot.yml', 'only: [weekday]\n');
			await c.notify(lsp.DidChangeWatchedFilesNotification.type,
				{ changes: [{ uri: uri('.crossfoot.yml'), type: 1 }] });
			while (!c.asked.includes('workspace/diagnostic/refresh'))
				await pause(5);
			assert.deepStrictEqual(told(await ask()), [asAll[1]]);
		}, can, workspace(dir)));
	});

	test('what a configuration names can be no pipe', () => inFolder({
		'report.md': text, '.crossfoot.yml': 'packs: [/dev/stdin]\n',
	}, ({ dir, uri }) => withClient(async (c) => {
		await c.open(uri('report.md'), text);
		assert.match((await c.diagnostics(uri('report.md'), 1))[0].message, /^not checked: /);
		assert.match(shown(c)[0], /"\/dev\/stdin" is neither a file nor a folder/);
	}, full, workspace(dir))));

	test('a client is asked to watch the files', async () => {
		const can = JSON.parse(JSON.stringify(full));
		can.workspace.didChangeWatchedFiles = { dynamicRegistration: true };
		await withClient(async (c) => {
			while (c.asked.length === 0)
				await pause(5);
			assert.deepStrictEqual(c.asked, ['workspace/didChangeWatchedFiles']);
			const globs = c.registered[0].registerOptions.watchers.map((w) => w.globPattern);
			assert.ok(globs.includes('**/*.{yml,yaml}') && globs.includes('**/.crossfootignore'));
		}, can);
	});

	test('mistakes in a configuration that is open', () => inFolder({
		'report.md': text, '.crossfoot.yml': 'except: [weekdy]\n',
		'rules/broken.yml': 'pack: broken\nrules: 7\n',
	}, ({ dir, uri, write }) => withClient(async (c) => {
		const config = uri('.crossfoot.yml'), name = uri('report.md');
		const mistakes = async (version, yaml) => {
			await c.change(config, version, { text: yaml });
			return (await c.diagnostics(config, version)).map((d) =>
				`${d.range.start.line + 1}:${d.range.start.character + 1}-` +
				`${d.range.end.character + 1} ${d.message}`);
		};
		// the workspace has one: it is told at once, and once only
		await c.open(name, text);
		const [one] = await c.diagnostics(name, 1);
		assert.strictEqual(one.message, 'not checked: its configuration or rules cannot be used');
		assert.strictEqual(one.severity, 1);
		await c.change(name, 2, { text });
		await c.diagnostics(name, 2);
		assert.strictEqual(shown(c).length, 1);
		assert.match(shown(c)[0],
			/\.crossfoot\.yml:1:10: there is no rule "weekdy" \(did you mean weekday\?\)$/);
		await c.open(config, 'except: [weekdy]\n', 'yaml');
		const [open] = await c.diagnostics(config, 1);
		assert.deepStrictEqual(open.range, { start: { line: 0, character: 9 },
			end: { line: 0, character: 15 } });
		assert.deepStrictEqual(await mistakes(2, '# ours\nseverity: { weekday: eror }\n'),
			['2:22-26 "severity" cannot be "eror"\n' +
				'did you mean "error"? (one of: info, warning, error)']);
		assert.deepStrictEqual(await mistakes(3, 'fail_on: error\n'),
			['1:1-8 unknown key "fail_on" in a configuration\ndid you mean "fail-on"?']);
		assert.deepStrictEqual(await mistakes(4, 'with: { finance-cod: FIN }\n'),
			['1:9-20 unknown parameter "finance-cod" in "with"\n' +
				'did you mean "finance-code"?']);
		// in an override that counts for no report here
		assert.match((await mistakes(5, 'overrides:\n  - files: [x/**]\n    only: [dats/*]\n'))[0],
			/^3:12-18 there is no rule "dats\/\*"\ndid you mean dates\/\*\?$/);
		assert.match((await mistakes(6, 'packs: [nope.yml]\n'))[0],
			/^1:9-17 cannot find "[^"]*nope.yml": No such file or directory\n/);
		// in a file that it brings in: named, at the top
		assert.match((await mistakes(7, 'packs: [rules/broken.yml]\n'))[0],
			/^1:1-1 .*broken\.yml:2:8: "rules" must be a list/);
		assert.match((await mistakes(8, 'extends: [.crossfoot.yml\n'))[0], /^\d+:\d+-\d+ /);
		assert.deepStrictEqual(await mistakes(9, 'fail-on: never\n'), []);
		// mended and saved: the report is checked
		c.published.clear();
		write('.crossfoot.yml', 'fail-on: never\n');
		await c.notify(lsp.DidSaveTextDocumentNotification.type, { textDocument: { uri: config } });
		assert.deepStrictEqual(told(await c.diagnostics(name)), asAll);
		assert.strictEqual(shown(c).length, 1);
	}, full, workspace(dir))));

	test('mistakes in a sidecar file, and in one that is not saved yet', () => inFolder({},
		({ dir, uri }) => withClient(async (c) => {
			const sidecar = uri('accounts.xlsx.crossfoot.yml'), config = uri('new/.crossfoot.yaml');
			await c.open(sidecar, 'suppressions:\n  - rule: x\n    fingerprint: zz\n', 'yaml');
			const [one] = await c.diagnostics(sidecar, 1);
			assert.match(one.message, /^"zz" is no fingerprint\n/);
			assert.deepStrictEqual(one.range.start, { line: 2, character: 17 });
			await c.open(config, 'profil: ci\n', 'yaml');
			const [two] = await c.diagnostics(config, 1);
			assert.match(two.message, /^unknown key "profil" in a configuration\ndid you mean "profile"\?$/);
		}, full, workspace(dir))));

	test('--config and --no-config, on the command line and as settings', () => inFolder({
		'report.md': text, '.crossfoot.yml': 'only: [weekday]\n',
		'house.yml': 'only: [doubled-word]\n',
	}, async ({ dir, uri }) => {
		const first = async (c) => {
			await c.open(uri('report.md'), text);
			return told(await c.diagnostics(uri('report.md'), 1));
		};
		const house = path.join(dir, 'house.yml');
		for (const [args, settings, expected] of [
			[[], {}, [asAll[1]]],
			[['--no-config'], {}, asAll],
			[[], { 'no-config': true }, asAll],
			[['--config', house], {}, [asAll[2]]],
			[[], { config: 'house.yml' }, [asAll[2]]],
			[[], { rule: ['column-total'] }, [asAll[0]]]])
			await withClient(async (c) => {
				assert.deepStrictEqual(await first(c), expected);
				assert.deepStrictEqual(c.messages, []);
			}, full, { ...workspace(dir), initializationOptions: settings }, args);
		await withClient(async (c) => {
			const [one] = await first(c);
			assert.match(one, /^1:1 error /);
			assert.deepStrictEqual(shown(c), [`${dir}/nope.yml: No such file or directory`]);
		}, full, { ...workspace(dir), initializationOptions: { config: 'nope.yml' } });
		await withClient(async (c) => {
			assert.deepStrictEqual(await first(c), asAll);
			assert.match(shown(c)[0], /config and no-config exclude each other/);
		}, full, { ...workspace(dir),
			initializationOptions: { config: 'house.yml', 'no-config': true } });
	}));

	test('a text that is in no file has the configuration of the workspace', () => inFolder({
		'.crossfoot.yml': 'only: [weekday]\n',
	}, ({ dir }) => withClient(async (c) => {
		await c.open('untitled:Untitled-1', text);
		assert.deepStrictEqual(told(await c.diagnostics('untitled:Untitled-1', 1)), [asAll[1]]);
	}, full, workspace(dir))));
};
