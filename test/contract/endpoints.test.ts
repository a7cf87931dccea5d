import { resources } from '../../nodes/TwilioConversations/resources';
import { conversationsV2Document } from '../../emulator/openapi/document';

const METHODS = ['delete', 'get', 'patch', 'post', 'put'];

/** Names in braces differ between Twilio's sources and mean nothing on the wire. */
const nameless = (path: string) => path.replace(/\{\w+\}/g, '{}');

const documented = Object.entries(conversationsV2Document().paths ?? {}).flatMap(([path, item]) =>
	METHODS.filter((method) => method in (item ?? {})).map(
		(method) => `${method.toUpperCase()} ${nameless(path)}`,
	),
);
const operations = resources.flatMap((resource) => resource.operations);
const covered = operations.map(({ endpoint }) => `${endpoint.method} ${nameless(endpoint.path)}`);

it("covers every endpoint of Twilio's OpenAPI document", () => {
	expect(documented).toHaveLength(22);
	expect(documented.filter((endpoint) => !covered.includes(endpoint))).toEqual([]);
});

it('calls no endpoint that is not documented', () => {
	expect(covered.filter((endpoint) => !documented.includes(endpoint))).toEqual([]);
});
