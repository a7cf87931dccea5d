/**
 * What is left to do after `n8n-node build` (which wipes dist, so this runs after it every time):
 * remove from dist what must not ship, then make sure that everything n8n needs is there.
 */
const { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } = require('node:fs');
const { dirname, join, relative, resolve } = require('node:path');
const { Transform } = require('node:stream');
const { dest, series, src } = require('gulp');

/**
 * n8n loads the compiled code, the codex next to it and the icons; nothing else in dist is read.
 * `n8n-node build` also leaves every picture of the project there (docs, tests), and a second
 * package.json. Type declarations have no reader, because nothing imports this package, and source
 * maps point at sources that are not in the package.
 */
const SHIPPED = [
	'dist/nodes/**/*.js',
	'dist/nodes/**/*.node.json',
	'dist/credentials/**/*.js',
	'dist/icons/*.svg',
];

/** Removes every file that is not in SHIPPED, and the folders that are empty then. */
async function removeUnshipped() {
	const patterns = ['dist/**', ...SHIPPED.map((glob) => `!${glob}`)];
	const found = [];
	for await (const file of src(patterns, { cwd: __dirname, read: false, dot: true })) {
		found.push(file);
	}
	// Longest path first, so that a folder comes after what was in it.
	for (const file of found.sort((a, b) => b.path.length - a.path.length)) {
		if (!file.isDirectory()) rmSync(file.path);
		else if (readdirSync(file.path).length === 0) rmdirSync(file.path);
	}
}

/** Removes the comments that name the source maps, which are gone. */
function removeSourceMapComments() {
	return src('dist/**/*.js', { cwd: __dirname })
		.pipe(
			new Transform({
				objectMode: true,
				transform(file, _encoding, done) {
					const code = file.contents.toString().replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
					file.contents = Buffer.from(code);
					done(null, file);
				},
			}),
		)
		.pipe(dest('dist', { cwd: __dirname }));
}

/** What is wrong with the icons of a node or a credential; empty if n8n can show them. */
function iconFaults(icon, source) {
	if (!icon?.light || !icon?.dark) return [`${source} declares no icon {light, dark}`];
	const [light, dark] = [icon.light, icon.dark].map((url) =>
		resolve(__dirname, dirname(source), url.replace(/^file:/, '')),
	);
	const faults = [light, dark]
		.filter((path) => !existsSync(path))
		.map((path) => `${relative(__dirname, path)}, an icon of ${source}, is missing`);
	if (faults.length === 0 && readFileSync(light).equals(readFileSync(dark))) {
		faults.push(`${source} has the same picture as light and as dark icon`);
	}
	return faults;
}

function load(source) {
	const className = source.split('/').pop().split('.')[0];
	return new (require(join(__dirname, source))[className])();
}

function nodeFaults(source) {
	const codex = source.replace(/\.js$/, '.json');
	return [
		...(existsSync(join(__dirname, codex)) ? [] : [`${codex}, the codex of a node, is missing`]),
		...iconFaults(load(source).description.icon, source),
	];
}

/** Fails with one line for everything that n8n would miss. */
async function checkShipped() {
	const { nodes, credentials } = require('./package.json').n8n;
	const missing = [...nodes, ...credentials].filter(
		(source) => !existsSync(join(__dirname, source)),
	);
	const faults =
		missing.length > 0
			? missing.map((source) => `${source}, listed in package.json, is missing`)
			: [
					...nodes.flatMap(nodeFaults),
					...credentials.flatMap((source) => iconFaults(load(source).icon, source)),
				];
	if (faults.length === 0) return;
	const error = new Error(`dist is not complete:\n  ${faults.join('\n  ')}`);
	error.showStack = false;
	throw error;
}

exports.default = series(removeUnshipped, removeSourceMapComments, checkShipped);
