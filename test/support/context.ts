import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { RawResponse } from '../../nodes/api/answers/outcome';
import { NODE } from './node';

type Helpers = ILoadOptionsFunctions['helpers'];

/**
 * The part of n8n's context that the client uses.
 *
 * @param answer stands in for n8n's HTTP helper: returns a response or throws
 * @param baseUrl Base URL in the credential
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

/** A response of Twilio, as n8n's HTTP helper returns it. */
export function response(statusCode: number, body: unknown, headers = {}): RawResponse {
	return { statusCode, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}
