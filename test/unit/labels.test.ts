/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { TwilioConversationsApi } from '../../credentials/TwilioConversationsApi.credentials';
import { CREDENTIAL_LABELS } from '../../nodes/api/credential';
import { jobLabels } from '../../nodes/shared/jobLabels';
import { TwilioConversations } from '../../nodes/TwilioConversations/TwilioConversations.node';
import { resources } from '../../nodes/TwilioConversations/resources';
import { TwilioConversationsTrigger } from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node';

const API = join(__dirname, '../../nodes/api');

type Described = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Labels of all parameters in the editor, nested ones included. */
function labelsOf(described: readonly Described[]): string[] {
	return described.flatMap((one) => [
		...('displayName' in one ? [one.displayName] : []),
		...('options' in one ? labelsOf(one.options ?? []) : []),
		...('values' in one ? labelsOf(one.values) : []),
	]);
}

const nodeLabels = new Set([
	...labelsOf(new TwilioConversations().description.properties),
	...labelsOf(new TwilioConversationsTrigger().description.properties),
	...resources.flatMap(({ name, operations }) => [name, ...operations.map((one) => one.name)]),
]);

/** Strings that may hold a label in single quotes. */
const TEXTS = /"[^"\n]*'[^"\n]*"|`[^`\n]*'[^`\n]*`/g;

it('are not in the api, which takes those of the nodes from outside', () => {
	expect(nodeLabels).toContain('Idempotency Key');
	const files = readdirSync(API, { recursive: true, encoding: 'utf8' });
	const found = files
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => readFileSync(join(API, file), 'utf8').match(TEXTS) ?? [])
		.flatMap((text) => [...text.matchAll(/'([^']+)'/g)].map(([, quoted]) => quoted))
		.filter((quoted) => nodeLabels.has(quoted));
	expect(found).toEqual([]);
});

it('of the credential are those of its form', () => {
	const form = new TwilioConversationsApi().properties.map(
		({ name, displayName }) => `${name}: ${displayName}`,
	);
	for (const [name, label] of Object.entries(CREDENTIAL_LABELS)) {
		expect(form).toContain(`${name}: ${label}`);
	}
});

it('that errors of jobs name are those of the action node', () => {
	const operation = resources.find(({ name }) => name === jobLabels.operation);
	const names = operation?.operations.map(({ name }) => name);
	expect(names).toEqual(expect.arrayContaining([jobLabels.get, jobLabels.wait]));
	expect(nodeLabels).toContain(jobLabels.idempotencyKey);
	expect(nodeLabels).toContain(jobLabels.getMany);
});
