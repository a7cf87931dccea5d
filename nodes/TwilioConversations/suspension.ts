import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError, WAIT_INDEFINITELY } from 'n8n-workflow';

import { CREDENTIAL, TwilioClient } from '../api/client';
import { Limiter } from '../api/sending/limiter';
import {
	askWith,
	hasSigningSecret,
	mayFit,
	refusedToken,
	signInAs,
	tokensToTry,
} from '../shared/callbacks/signingSecrets';
import { readSecrets } from '../shared/callbacks/secrets';
import type { Suspension } from './resources/run';

/** Under which the context of the node has what is kept. */
const KEPT = 'waitsFor';

/** How a step is put to wait (n8n 2.41, `putExecutionToWait`, and webhooks that restart). */
export function suspensionOf(context: IExecuteFunctions): Suspension {
	return {
		resumeUrl() {
			const url = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
			// The path of the webhook, which tells this step from others of the execution.
			url.pathname += `/${context.getNode().id}`;
			return url.toString();
		},

		async assertVerifiable() {
			const secrets = await readSecrets(context);
			if (!hasSigningSecret(secrets)) throw noSecret(context);
			const tokens = tokensToTry(secrets);
			if (tokens.length === 0) return;
			const credential = await context.getCredentials(CREDENTIAL);
			for (const token of tokens) {
				const own = [new Limiter(1), undefined, undefined, signInAs(credential, token)] as const;
				const asked = askWith(new TwilioClient(context, ...own));
				if (await mayFit(asked, () => false)) return;
			}
			throw refusedToken(context.getNode(), 'Every reply would be refused');
		},

		async suspend(until, kept, over) {
			context.getContext('node')[KEPT] = kept;
			// What n8n goes on with when the time is over is the input of the step.
			const execution = context.getExecuteData();
			execution.data = { ...execution.data, main: [[{ json: over, pairedItem: { item: 0 } }]] };
			await context.putExecutionToWait(until ?? WAIT_INDEFINITELY);
		},
	};
}

/** @returns what the step that is called has kept; a webhook has no other way to the context of its node */
export function keptBy(context: IWebhookFunctions): unknown {
	// An expression ends at the first brackets that close.
	const name = JSON.stringify(context.getNode().name).replace(/[{}]/g, (bracket) =>
		bracket === '{' ? '\\u007b' : '\\u007d',
	);
	return context.evaluateExpression(`{{ $node[${name}].context.${KEPT} }}`);
}

function noSecret(context: IExecuteFunctions) {
	return new NodeOperationError(
		context.getNode(),
		'The credential has no Auth Token, which is needed to check where a reply comes from',
		{
			description:
				"Nothing was sent. Twilio signs what it sends with the Auth Token of the account, not with the API key. Enter it in the credential under 'Auth Token (for Webhook Signatures)'.",
		},
	);
}
