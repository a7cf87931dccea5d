import type { IDataObject } from 'n8n-workflow';

import { readAccepted, waitForOperation } from '../../../api/asyncOperation';
import type { TwilioClient } from '../../../api/client';
import { findCreated, readConfiguration, relatedConfigurationId } from '../../../api/configuration';
import type { Answer } from '../../../api/outcome';
import { acceptedRecord, type AsyncOptions, writtenId } from '../asyncWrite';
import { shorten, waitTime } from '../common';
import { simplified } from '../../../shared/simplified/configuration';

/**
 * Waits for a write where the user wants it.
 *
 * @param answer of Twilio to the write
 * @param target what is written: a configuration that is there, or the name of a new one, whose id
 *   is in Twilio's answer, or else in the operation, or else in the list
 * @returns the configuration as it then is, or the operation that will have changed it
 * @throws NodeApiError as `TwilioClient.request` and `waitForOperation`
 */
export async function settled(
	client: TwilioClient,
	answer: Answer,
	{ options, simplify }: { options: AsyncOptions; simplify: boolean },
	target: { id: string } | { displayName: string },
): Promise<IDataObject[]> {
	const wanted = 'id' in target ? target.id : undefined;
	const accepted = readAccepted(client, answer, writtenId(options, wanted));
	const known = wanted ?? relatedConfigurationId(answer.body);
	if (options.waitForCompletion === false) return [acceptedRecord(accepted, known)];
	const operation = await waitForOperation(client, accepted, waitTime(options));
	const id =
		'id' in target
			? target.id
			: (known ??
				relatedConfigurationId(operation) ??
				(await findCreated(client, target.displayName)));
	return [shorten(await readConfiguration(client, id), simplify, simplified)];
}
