import { NodeOperationError } from 'n8n-workflow';

import { parseBaseUrl } from '../../../nodes/api/baseUrl';
import { NODE } from '../../support/node';

describe('the base URL of the credential', () => {
	it.each([
		['https://conversations.twilio.com', 'https://conversations.twilio.com'],
		['https://conversations.twilio.com/', 'https://conversations.twilio.com'],
		[
			'  https://conversations.dublin.ie1.twilio.com \n',
			'https://conversations.dublin.ie1.twilio.com',
		],
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
		['HTTPS://Conversations.Twilio.com', 'https://conversations.twilio.com'],
		['http://[::1]:8080/', 'http://[::1]:8080'],
	])('%j is usable', (value, origin) => {
		expect(parseBaseUrl(NODE, value).origin).toBe(origin);
	});

	it.each([
		['nothing', ''],
		['blanks', '   '],
		['no scheme', 'conversations.twilio.com'],
		['another scheme', 'ftp://conversations.twilio.com'],
		['no URL at all', 'https://'],
		['a path', 'https://conversations.twilio.com/v2'],
		['a query', 'https://conversations.twilio.com?region=ie1'],
		['a fragment', 'https://conversations.twilio.com#x'],
		['a user', 'https://someone@conversations.twilio.com'],
		['a password', 'https://:hunter2@conversations.twilio.com'],
		['a space', 'https://conversations twilio.com'],
		['script', 'javascript:alert(1)'],
	])('%s is refused, and the message names the field but not the value', (_name, value) => {
		const parse = () => parseBaseUrl(NODE, value);
		expect(parse).toThrow(NodeOperationError);
		expect(parse).toThrow("'Base URL' in the credential is not a usable address");
		expect(parse).not.toThrow(/hunter2|someone/);
	});
});
