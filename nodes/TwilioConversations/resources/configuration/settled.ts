import type { IDataObject } from 'n8n-workflow';

import {
	afterAccepted,
	sendWrite,
	type SentWrite,
	waitForWrite,
} from '../../../api/jobs/acceptedWrite';
import type { TwilioClient } from '../../../api/client';
import {
	findCreated,
	readConfiguration,
	relatedConfigurationId,
} from '../../../api/jobs/configuration';
import { apiError } from '../../../api/answers/errors';
import type { Answer } from '../../../api/answers/outcome';
import { jobLabels } from '../../../shared/jobLabels';
import { acceptedRecord, type AsyncOptions } from '../asyncWrite';
import { type OutputChoice, shorten } from '../shorten';
import { waitTime } from '../../../shared/parameters/waiting';
import { simplified } from '../../../shared/simplified/configuration';

/** An existing configuration, or the name of a new one. */
type Target = { readonly id: string } | { readonly displayName: string };

/** The request of an operation. */
interface ConfigurationWrite {
	readonly target: Target;
	readonly key: string;
	readonly send: (key: string) => Promise<Answer>;
}

/**
 * Writes a configuration, and waits for Twilio unless the user chose not to. The ID of a new one
 * comes from Twilio's answer, else from the operation, else from the list.
 *
 * @returns the resulting configuration, or the operation if it is not waited for
 * @throws NodeApiError as `sendWrite` and `waitForWrite`
 */
export async function settled(
	client: TwilioClient,
	{ target, key, send }: ConfigurationWrite,
	{ options, ...output }: OutputChoice & { readonly options: AsyncOptions },
): Promise<IDataObject[]> {
	const known = 'id' in target ? target.id : undefined;
	const sent = await sendWrite(client, {
		what:
			'id' in target
				? `the change of the configuration "${target.id}"`
				: `the new configuration "${target.displayName}"`,
		ids: known === undefined ? {} : { configurationId: known },
		key,
		hasOwnKey: options.idempotencyKey !== undefined,
		labels: jobLabels,
		send,
	});
	if (options.waitForCompletion === false) {
		return [acceptedRecord(sent.accepted, known ?? relatedConfigurationId(sent.answer.body))];
	}
	const { write, operation } = await waitForWrite(client, sent, waitTime(options));
	const read = async () => {
		const id =
			'id' in target
				? target.id
				: (relatedConfigurationId(write.answer.body) ??
					relatedConfigurationId(operation) ??
					(await findCreated(client, target.displayName)));
		return id === undefined ? undefined : await readConfiguration(client, id);
	};
	const record = await afterAccepted(client, write, read, true);
	if (record === undefined) throw createdUnknown(client, write);
	return [shorten(record, output, simplified)];
}

function createdUnknown({ node }: TwilioClient, { what, accepted: { operationId } }: SentWrite) {
	return apiError(
		node,
		{
			message: `Twilio accepted and carried out ${what}, but did not say under which ID`,
			description: 'Do not create it again. It will be in the list of configurations in a moment.',
		},
		{ operationId, mayHaveRun: true },
	);
}
