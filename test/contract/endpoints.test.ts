import { conversationsV2Document } from '../../emulator/openapi/document';
import type { Endpoint } from '../../nodes/api/endpoint';
import * as endpoints from '../../nodes/api/endpoints';
import { resources } from '../../nodes/TwilioConversations/resources';

const METHODS = ['delete', 'get', 'patch', 'post', 'put'];

/** Names of path parameters differ between Twilio's sources and are not sent. */
const nameless = (path: string) => path.replace(/\{\w+\}/g, '{}');

const inWords = ({ method, path }: Endpoint) => `${method} ${nameless(path)}`;

const documented = Object.entries(conversationsV2Document().paths ?? {}).flatMap(([path, item]) =>
	METHODS.filter((method) => method in (item ?? {})).map(
		(method) => `${method.toUpperCase()} ${nameless(path)}`,
	),
);
const operations = resources.flatMap((resource) => resource.operations);

it("holds every endpoint of Twilio's OpenAPI document, each once, and no other", () => {
	expect(documented).toHaveLength(22);
	expect(Object.values(endpoints).map(inWords).sort()).toEqual([...documented].sort());
});

it('has an operation for every endpoint, and no operation with an endpoint of its own', () => {
	const table: readonly Endpoint[] = Object.values(endpoints);
	const used = operations.map(({ endpoint }) => endpoint);
	expect(table.filter((endpoint) => !used.includes(endpoint))).toEqual([]);
	expect(used.filter((endpoint) => !table.includes(endpoint))).toEqual([]);
});
