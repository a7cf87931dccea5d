import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { RawResponse } from '../../nodes/api/answers/outcome';
import { NODE } from './node';

type Helpers = ILoadOptionsFunctions['helpers'];

/**
 * As much of n8n as the client needs.
 *
 * @param answer what n8n's HTTP helper does with a request: answer, or throw
 * @param baseUrl of the credential
 */
export function contextWith(
	answer: (request: IHttpRequestOptions) => Promise<RawResponse>,
	baseUrl = 'https://conversations.twilio.com',
): ILoadOptionsFunctions {
	const helpers: Partial<Helpers> = {
		httpRequestWithAuthentication: async (_credential, request) => await answer(request),
	};
	const context: Partial<ILoadOptionsFunctions> = {
		getNode: () => NODE,
		getCredentials: <T extends object>() => Promise.resolve({ baseUrl } as T),
		helpers: helpers as Helpers,
	};
	return context as ILoadOptionsFunctions;
}

/** An answer of Twilio. */
export function response(statusCode: number, body: unknown, headers = {}): RawResponse {
	return { statusCode, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}
