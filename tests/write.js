// write.js NODE_MODULES CHROMIUM FILE...: each page in the browser, narrow and wide, light
// and dark, without scripts: nothing wider than the window, no list cut, no finding of axe. Prints what
// is wrong; the last line is "N passed, N failed". On paper no table is wider than A4, and no
// word of a heading or figure in it is broken.
const path = require('path');
const [modules, chromium, ...files] = process.argv.slice(2);
const { chromium: browserType } = require(path.resolve(modules, 'playwright-core'));
const axe = require.resolve(path.resolve(modules, 'axe-core'));

async function check(browser, file, width, scheme) {
	const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
	const page = await context.newPage();
	const wrong = [];
	page.on('request', r => r.url().startsWith('file://' + path.resolve(file)) || wrong.push('asks for ' + r.url()));
	await page.goto('file://' + path.resolve(file));
	await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	if (wide > 0)
		wrong.push(`is ${wide} pixels wider than the window`);
	const hidden = await page.evaluate(narrow => [...document.querySelectorAll('.scroll')].filter(s =>
		s.querySelector(narrow ? '.reports' : '.list') && s.scrollWidth > s.clientWidth)
		.map(s => s.getAttribute('aria-label')), width < 640);
	if (hidden.length)
		wrong.push(`is cut at the right: ${hidden}`);
	await page.addScriptTag({ path: axe });
	const found = await page.evaluate(() => window.axe.run());
	for (const v of found.violations)
		wrong.push(`${v.id} (${v.impact}): ${v.help}: ${v.nodes.length}, the first ${v.nodes[0].html.slice(0, 200)}`);
	await context.close();
	return wrong;
}

// the width between the margins of A4, in the pixels of CSS
const A4 = Math.floor((210 - 2 * 14) / 25.4 * 96);

async function checkPrint(browser, file) {
	const context = await browser.newContext({ viewport: { width: A4, height: 1000 } });
	const page = await context.newPage();
	await page.emulateMedia({ media: 'print' });
	await page.goto('file://' + path.resolve(file));
	const wrong = await page.evaluate(width => {
		const found = [];
		const range = document.createRange();
		for (const table of document.querySelectorAll('.grid')) {
			const right = Math.ceil(table.getBoundingClientRect().right);
			if (right > width)
				found.push(`a table ends at ${right} of ${width}`);
			for (const cell of table.querySelectorAll('th, td.n')) {
				const text = cell.firstChild;
				if (text === null || text.nodeType !== Node.TEXT_NODE)
					continue;
				for (const word of text.data.matchAll(/[\p{L}\p{N}.,]+/gu)) {
					range.setStart(text, word.index);
					range.setEnd(text, word.index + word[0].length);
					if (new Set([...range.getClientRects()].map(r => r.top)).size > 1)
						found.push(`"${word[0]}" is broken in "${text.data}"`);
				}
			}
		}
		return found;
	}, A4);
	await context.close();
	return wrong;
}

(async () => {
	const browser = await browserType.launch({ executablePath: chromium, args: ['--no-sandbox'] });
	let passed = 0, failed = 0;
	for (const file of files) {
		const onPaper = await checkPrint(browser, file);
		onPaper.forEach(w => console.log(`write: ${path.basename(file)} on paper: ${w}`));
		onPaper.length ? failed++ : passed++;
		for (const width of [360, 1200])
			for (const scheme of ['light', 'dark']) {
				const wrong = await check(browser, file, width, scheme);
				wrong.forEach(w => console.log(`write: ${path.basename(file)} at ${width}, ${scheme}: ${w}`));
				wrong.length ? failed++ : passed++;
			}
	}
	await browser.close();
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
})();
