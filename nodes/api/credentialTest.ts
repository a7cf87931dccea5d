import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INode,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { checkShape } from './answers/answerShape';
import { parseBaseUrl } from './baseUrl';
import { basicAuth } from './credential';
import { LIST_CONFIGURATIONS } from './endpoints';
import { errorFor } from './answers/errors';
import { type Outcome, readFailure, readResponse } from './answers/outcome';

/** Short, because a user is waiting. */
const TIMEOUT_MS = 30_000;

/** Credentials are tested without a node, but errors need one. */
const NO_NODE: INode = {
	id: '',
	name: 'Twilio Conversations API',
	type: '',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * Tests a credential the way the nodes use it: same reading of its values, same judgement of the
 * answer, same messages. n8n's declarative test only looks at the status, and takes any 2xx for
 * Twilio.
 *
 * @param context that n8n passes to a test; its `request` is the only way to make a request, and
 *   follows the proxy and egress rules of the instance like the helpers of a node (n8n-core 2.41,
 *   CredentialTestContext)
 * @returns the result, with the message that the form shows
 */
async function testCredential(
	context: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const baseUrl = parseBaseUrl(NO_NODE, data.baseUrl);
		const { method, path } = LIST_CONFIGURATIONS;
		const outcome = await ask(context, {
			method,
			uri: `${baseUrl.origin}${path}`,
			qs: { pageSize: 1 },
			headers: { Accept: 'application/json' },
			auth: basicAuth(data),
			resolveWithFullResponse: true,
			simple: false,
			followRedirect: false,
			timeout: TIMEOUT_MS,
		});
		if (outcome.kind === 'done') return { status: 'OK', message: 'Connection successful!' };
		const { host } = baseUrl;
		const subject = { method, host, repeatable: true, attempts: 1, mayHaveRun: false };
		throw errorFor(NO_NODE, subject, outcome);
	} catch (error) {
		const isOurs = error instanceof NodeApiError || error instanceof NodeOperationError;
		const words = isOurs ? `${error.message}. ${error.description ?? ''}` : String(error);
		return { status: 'Error', message: words.trim() };
	}
}

async function ask({ helpers }: ICredentialTestFunctions, request: object): Promise<Outcome> {
	try {
		return checkShape(LIST_CONFIGURATIONS, readResponse(await helpers.request(request)));
	} catch (error) {
		return readFailure(error);
	}
}

/** For `methods.credentialTest` of a node, by the name in its `testedBy`. */
export const credentialTest = {
	async testTwilioCredential(
		this: ICredentialTestFunctions,
		credential: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		return await testCredential(this, credential);
	},
};
