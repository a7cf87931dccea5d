import { NodeApiError } from 'n8n-workflow';

import type { TwilioClient } from '../../api/client';
import { apiError, conflictingId } from '../../api/answers/errors';
import { EARLIER_TRY } from '../../api/answers/explanations';

const WAYS_OUT: Readonly<Record<string, string>> = {
	participant: 'Use that participant, or give it another address first.',
	conversation: 'Go on with that conversation, or close it first.',
};

/**
 * Names the owner of an address, if Twilio refused a participant because the address is taken (POST
 * and PUT, as seen in twilio-agent-connect-python pull request 19).
 *
 * @returns the error to show: a better one, or the original
 */
export function explainOwner({ node }: TwilioClient, error: unknown): unknown {
	const owner = conflictingId(error);
	if (!(error instanceof NodeApiError) || owner === undefined) return error;
	const kind = Object.keys(WAYS_OUT).find((candidate) => owner.includes(`_${candidate}_`));
	const said = error.context.twilioMessage;
	return apiError(
		node,
		{
			message: `An address of this participant already belongs to the ${kind ?? 'record'} "${owner}"`,
			description: [
				error.context.mayHaveRun === true ? EARLIER_TRY : 'Nothing was changed.',
				kind && WAYS_OUT[kind],
				typeof said === 'string' && `Twilio said: "${said}".`,
				'(HTTP 409)',
			]
				.filter(Boolean)
				.join(' '),
		},
		{ ...error.context, status: 409 },
	);
}
