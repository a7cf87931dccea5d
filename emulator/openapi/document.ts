/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Document } from 'openapi-backend';

import { ADDITIONS, at } from './additions';
import type { DocumentEditor, Json } from './additions';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

function isJson(value: unknown): value is Json {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Collects into one list: joining the lists of all levels took most of the time to load. */
function objectsIn(root: unknown, found: Json[] = []): Json[] {
	if (isJson(root)) found.push(root);
	const isContainer = isJson(root) || Array.isArray(root);
	if (isContainer) for (const value of Object.values(root)) objectsIn(value, found);
	return found;
}

/** Inlines references to shared responses, so that each can be changed by itself. */
function inlineSharedResponses(document: Json): void {
	for (const operation of operationsOf(document)) {
		const responses = at(operation, 'responses');
		for (const [status, response] of Object.entries(responses)) {
			if (!isJson(response) || typeof response.$ref !== 'string') continue;
			const name = response.$ref.slice(response.$ref.lastIndexOf('/') + 1);
			responses[status] = structuredClone(at(document, 'components', 'responses', name));
		}
	}
}

function operationsOf(document: Json): Json[] {
	return Object.values(at(document, 'paths')).flatMap((item) =>
		METHODS.flatMap((method) => {
			const operation = isJson(item) ? item[method] : undefined;
			return isJson(operation) ? [operation] : [];
		}),
	);
}

function editorFor(document: Json): DocumentEditor {
	const operation = (method: string, path: string) => at(document, 'paths', path, method);
	const schemas = () => objectsIn(document).filter((entry) => isJson(entry.properties));
	return {
		operation,
		operations: () => operationsOf(document),
		requestBody: (method, path) =>
			at(operation(method, path), 'requestBody', 'content', 'application/json', 'schema'),
		component: (name) => at(document, 'components', 'schemas', name),
		schemasRequiring: (...members) =>
			schemas().filter(
				({ required }) =>
					Array.isArray(required) &&
					required.length === members.length &&
					members.every((member) => required.includes(member)),
			),
		schemasWith: (...names) =>
			schemas().filter((schema) => names.every((name) => name in at(schema, 'properties'))),
	};
}

/**
 * Forbids unknown members in object schemas, so that a misspelt field in a request or answer is
 * reported.
 */
function closeObjects(document: Json): void {
	for (const schema of objectsIn(document)) {
		if (schema.type === 'object' && isJson(schema.properties))
			schema.additionalProperties ??= false;
	}
}

/** Merges `allOf` into one object schema, so that it can be closed like the others. */
function mergeAllOf(document: Json): void {
	for (const schema of objectsIn(document)) {
		if (!Array.isArray(schema.allOf)) continue;
		const parts = schema.allOf.filter(isJson).map((part) => {
			if (typeof part.$ref !== 'string') return part;
			const name = part.$ref.slice(part.$ref.lastIndexOf('/') + 1);
			return structuredClone(at(document, 'components', 'schemas', name));
		});
		delete schema.allOf;
		schema.type = 'object';
		schema.properties = Object.assign({}, ...parts.map((part) => part.properties));
		schema.required = parts.flatMap((part) => (Array.isArray(part.required) ? part.required : []));
	}
}

/**
 * Twilio's OpenAPI document of Conversations v2 as this repository uses it: structure as extracted
 * by `extract.ts`, additions applied, object schemas closed against unknown members.
 *
 * @returns a fresh copy; the caller may change it.
 * @throws Error when an addition no longer finds its place in the document.
 */
export function conversationsV2Document(): Document {
	const text = readFileSync(join(__dirname, 'twilio_conversations_v2.json'), 'utf8');
	const document: Json = JSON.parse(text);
	inlineSharedResponses(document);
	mergeAllOf(document);
	const editor = editorFor(document);
	for (const addition of ADDITIONS) addition.apply(editor);
	closeObjects(document);
	return document as unknown as Document;
}
