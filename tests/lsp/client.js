// A language client for the tests, made of vscode-jsonrpc, which speaks with the server,
// and vscode-languageserver-protocol, which says what the messages are.
'use strict';
const { spawn } = require('child_process');
const path = require('path');
// it brings the version of vscode-jsonrpc that it needs
const lsp = require(path.join(process.env.LSP_MODULES, 'vscode-languageserver-protocol/node'));

class Client {
	constructor(tool, args = [], cwd = undefined) {
		this.child = spawn(tool, ['lsp', ...args], { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
		this.stderr = '';
		this.child.stderr.on('data', (d) => { this.stderr += d; });
		this.exited = new Promise((done) => this.child.on('exit', (code) => done(code)));
		this.connection = lsp.createMessageConnection(
			new lsp.StreamMessageReader(this.child.stdout),
			new lsp.StreamMessageWriter(this.child.stdin));
		this.published = new Map();	// URI: list of what was published
		this.waiting = [];
		this.messages = [];
		this.asked = [];
		this.registered = [];
		this.settings = {};
		this.connection.onNotification(lsp.PublishDiagnosticsNotification.type, (p) => {
			if (!this.published.has(p.uri))
				this.published.set(p.uri, []);
			this.published.get(p.uri).push(p);
			this.waiting = this.waiting.filter((w) => !w(p));
		});
		this.connection.onNotification(lsp.ShowMessageNotification.type,
			(p) => { this.messages.push(p); });
		this.connection.onNotification(lsp.LogMessageNotification.type,
			(p) => { this.messages.push(p); });
		this.connection.onRequest(lsp.ConfigurationRequest.type, (p) => {
			this.asked.push('workspace/configuration');
			return p.items.map((item) => this.settings[item.section] ?? null);
		});
		this.connection.onRequest(lsp.RegistrationRequest.type, (p) => {
			this.asked.push(...p.registrations.map((r) => r.method));
			this.registered.push(...p.registrations);
		});
		this.connection.onRequest('workspace/diagnostic/refresh', () => {
			this.asked.push('workspace/diagnostic/refresh');
			return null;
		});
		this.connection.onRequest('workspace/codeLens/refresh', () => {
			this.asked.push('workspace/codeLens/refresh');
			return null;
		});
		this.connection.listen();
	}

	initialize(capabilities = {}, rest = {}) {
		return this.connection.sendRequest(lsp.InitializeRequest.type, {
			processId: process.pid, rootUri: null, capabilities, ...rest,
		}).then(async (result) => {
			await this.notify(lsp.InitializedNotification.type, {});
			return result;
		});
	}

	request(type, params) {
		return this.connection.sendRequest(type, params);
	}

	notify(type, params) {
		return this.connection.sendNotification(type, params);
	}

	open(uri, text, languageId = 'markdown', version = 1) {
		return this.notify(lsp.DidOpenTextDocumentNotification.type,
			{ textDocument: { uri, languageId, version, text } });
	}

	change(uri, version, ...contentChanges) {
		return this.notify(lsp.DidChangeTextDocumentNotification.type,
			{ textDocument: { uri, version }, contentChanges });
	}

	// what is published of a version, now or later
	diagnostics(uri, version) {
		const fits = (p) => p.uri === uri && (version === undefined || p.version === version);
		const there = (this.published.get(uri) ?? []).filter(fits);
		if (there.length > 0)
			return Promise.resolve(there[there.length - 1].diagnostics);
		return new Promise((done, fail) => {
			const timer = setTimeout(() => fail(new Error(
				`no diagnostics of ${uri} version ${version}`)), 20000);
			this.waiting.push((p) => {
				if (!fits(p))
					return false;
				clearTimeout(timer);
				done(p.diagnostics);
				return true;
			});
		});
	}

	async stop() {
		const result = await this.request(lsp.ShutdownRequest.type);
		await this.notify(lsp.ExitNotification.type);
		const code = await this.exited;
		this.connection.dispose();
		return { result, code };
	}
}

module.exports = { Client, lsp };
