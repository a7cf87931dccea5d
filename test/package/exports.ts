/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { importsOf } from './imports';
import { ROOT } from './project';

export interface Export {
	readonly file: string;
	readonly name: string;
	/** Function, class, or a constant that is a function. */
	readonly isCallable: boolean;
	readonly isDocumented: boolean;
	/** Whether another export of its file uses it as a type of its input or output. */
	readonly isPartOfAnother: boolean;
}

function parse(path: string): ts.SourceFile {
	const code = readFileSync(join(ROOT, path), 'utf8');
	return ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
}

function namesOf(statement: ts.Statement): string[] {
	if (ts.isVariableStatement(statement)) {
		return statement.declarationList.declarations.map(({ name }) => name.getText());
	}
	const isNamed =
		ts.isFunctionDeclaration(statement) ||
		ts.isClassDeclaration(statement) ||
		ts.isInterfaceDeclaration(statement) ||
		ts.isTypeAliasDeclaration(statement);
	return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function isCallable(statement: ts.Statement): boolean {
	if (!ts.isVariableStatement(statement)) {
		return ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
	}
	return statement.declarationList.declarations.some(
		({ initializer }) => initializer !== undefined && ts.isArrowFunction(initializer),
	);
}

function isExported(statement: ts.Statement): boolean {
	const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
	const kinds = modifiers.map(({ kind }) => kind);
	// Whoever loads a default export needs no name.
	return (
		kinds.includes(ts.SyntaxKind.ExportKeyword) && !kinds.includes(ts.SyntaxKind.DefaultKeyword)
	);
}

/** The names of all types that a statement mentions. */
function typesIn(statement: ts.Statement): Set<string> {
	const found = new Set<string>();
	const visit = (node: ts.Node): void => {
		if (ts.isTypeReferenceNode(node)) found.add(node.typeName.getText());
		if (ts.isExpressionWithTypeArguments(node)) found.add(node.expression.getText());
		ts.forEachChild(node, visit);
	};
	visit(statement);
	return found;
}

/**
 * What a module exports under a name.
 * @param path .ts file, relative to the project
 */
export function exportsOf(path: string): Export[] {
	const { statements } = parse(path);
	const exported = statements.filter(isExported);
	const own = exported.flatMap((statement) =>
		namesOf(statement).map((name) => ({
			file: path,
			name,
			isCallable: isCallable(statement),
			isDocumented: ts.getJSDocCommentsAndTags(statement).length > 0,
			isPartOfAnother: exported.some((other) => other !== statement && typesIn(other).has(name)),
		})),
	);
	return [...own, ...statements.flatMap((statement) => passedOn(statement, path))];
}

/** What a statement exports of another module: `export { now } from './clock'`. */
function passedOn(statement: ts.Statement, file: string): Export[] {
	const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
	if (clause === undefined || !ts.isNamedExports(clause)) return [];
	return clause.elements.map(({ name }) => ({
		...{ file, name: name.text, isCallable: false, isDocumented: false, isPartOfAnother: false },
	}));
}

/** The modules that a module loads as a whole, by `import('./run')`: which names it takes is not seen. */
export function loadedWhole(path: string): string[] {
	const code = readFileSync(join(ROOT, path), 'utf8');
	const loaded = new Set([...code.matchAll(/\bimport\('([^']+)'\)/g)].map(([, name]) => name));
	return importsOf(path).flatMap(({ specifier, file }) =>
		file !== undefined && loaded.has(specifier) ? file : [],
	);
}

/**
 * The names that a module imports from others in the project, or re-exports.
 *
 * @param path .ts file, relative to the project
 * @returns as `file#name`
 */
export function importedNames(path: string): string[] {
	const fileOf = new Map(importsOf(path).map(({ specifier, file }) => [specifier, file]));
	return parse(path).statements.flatMap((statement) => {
		const isTransfer = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
		if (!isTransfer || statement.moduleSpecifier === undefined) return [];
		const file = fileOf.get(statement.moduleSpecifier.getText().slice(1, -1));
		const names = ts.isImportDeclaration(statement)
			? statement.importClause?.namedBindings
			: statement.exportClause;
		if (file === undefined || names === undefined || !('elements' in names)) return [];
		return names.elements.map(({ propertyName, name }) => `${file}#${(propertyName ?? name).text}`);
	});
}
