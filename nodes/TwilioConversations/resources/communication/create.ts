import { CREATE_COMMUNICATION } from '../../../api/endpoints';
import { enteredOnce } from '../../../shared/fields/asJson';
import { dateTimeField } from '../../../shared/fields/dateTime';
import { stringField } from '../../../shared/fields/string';
import { additionalFieldsCollection } from '../../../shared/parameters/additionalFields';
import { conversationId } from '../../../shared/parameters/ids';
import { simplified } from '../../../shared/simplified/communication';
import { explainClosed } from '../closedConversation';
import { defineOperation } from '../define';
import { recordOutput, shorten } from '../shorten';
import { author, recipients, recipientsJson } from './authorAndRecipients';
import { text, transcription, type } from './typeAndText';

const additionalFields = additionalFieldsCollection([
	stringField('channelId', 'Channel ID', {
		trimmed: true,
		placeholder: 'e.g. CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
		description: 'SID of the call or message that this belongs to',
	}),
	dateTimeField('occurredAt', 'Occurred At', {
		description: 'When it was said or written. Now, if left out.',
	}),
	recipientsJson,
	stringField('resourceId', 'Resource ID', {
		trimmed: true,
		placeholder: 'e.g. SMxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
		description:
			'Your ID of this communication, e.g. the SID of the message. What is recorded with the same ID again is updated, so it is never there twice.',
	}),
]);

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a communication',
	description:
		"Record a communication that took place. Nothing is sent: use 'Send' of the resource 'Message' for that.",
	endpoint: CREATE_COMMUNICATION,
	explain: explainClosed,
	fields: [
		conversationId,
		author,
		recipients,
		type,
		text,
		transcription,
		additionalFields,
		...recordOutput(simplified),
	],
	toBody(input) {
		const { recipients: asJson, occurredAt, ...others } = input.additionalFields;
		const spoken = input.type === 'TRANSCRIPTION' && Object.keys(input.transcription).length > 0;
		return {
			author: input.author,
			recipients: enteredOnce(recipients, input.recipients, asJson),
			content: {
				type: input.type,
				text: input.text,
				...(spoken && { transcription: input.transcription }),
			},
			...others,
			...(occurredAt !== undefined && { occurredAt: occurredAt.toISOString() }),
		};
	},
	async execute({ client, endpoint, ids }, { body, ...input }) {
		// With a resource ID, a repeated request updates the record instead of adding one (twilio 6.2).
		const repeatable = body.resourceId !== undefined;
		const answer = await client.request(endpoint, { ids, body, repeatable });
		return [shorten(answer.body, input, simplified)];
	},
});
