import { CREATE_COMMUNICATION, FETCH_COMMUNICATION } from '../../../api/endpoints';
import { defineUsing } from '../../../shared/fields/asJson';
import { dateTimeField } from '../../../shared/fields/dateTime';
import { noticeField } from '../../../shared/fields/notice';
import { stringField } from '../../../shared/fields/string';
import { additionalFieldsCollection } from '../../../shared/parameters/additionalFields';
import { conversationId } from '../../../shared/parameters/ids';
import { simplified } from '../../../shared/simplified/communication';
import { explainClosed } from '../closedConversation';
import { defineOperation } from '../define';
import { createOnce, type Making, tryKey } from '../makeOnce';
import { recordOutput, shorten } from '../shorten';
import { author, recipients, recipientsJson } from './authorAndRecipients';
import { text, transcription, type } from './typeAndText';

const additionalFields = additionalFieldsCollection([
	stringField('channelId', 'Channel ID', {
		trimmed: true,
		placeholder: 'e.g. CA… or SM…',
		description: 'SID of the call or message that this belongs to',
	}),
	dateTimeField('occurredAt', 'Occurred At', {
		description: 'When it was said or written. Now, if left out.',
	}),
	stringField('resourceId', 'Resource ID', {
		trimmed: true,
		placeholder: 'e.g. SMxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
		description:
			'Your ID of this communication, e.g. the SID of the message, so that it is never there twice',
		hint: 'A communication that has this ID already is overwritten',
	}),
]);

const communicationIn = (conversationId: string): Making => ({
	done: 'recorded',
	what: `the communication in the conversation "${conversationId}"`,
	wayOut:
		"It was not recorded again. Look at the communications of the conversation before you run the workflow once more. With a 'Resource ID', it is safe to run it again.",
});

const recordedNotice = noticeField(
	'recordedNotice',
	"This records what was said or written elsewhere. Nothing is sent to anybody: use 'Send' of the resource 'Message' for that.",
);

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
		recordedNotice,
		type,
		author,
		defineUsing,
		recipients,
		recipientsJson,
		text,
		transcription,
		additionalFields,
		...recordOutput(simplified),
	],
	toBody(input) {
		const { occurredAt, ...others } = input.additionalFields;
		const spoken = input.type === 'TRANSCRIPTION' && Object.keys(input.transcription).length > 0;
		return {
			author: input.author,
			recipients: input.recipients,
			content: {
				type: input.type,
				text: input.text,
				...(spoken && { transcription: input.transcription }),
			},
			...others,
			...(occurredAt !== undefined && { occurredAt: occurredAt.toISOString() }),
		};
	},
	async execute(run, { body, ...input }) {
		const { client, endpoint, ids } = run;
		// With a resource ID, a repeated request updates the record instead of adding one (twilio 6.2).
		const repeatable = body.resourceId !== undefined;
		const create = async () => await client.request(endpoint, { ids, body, repeatable });
		const key = tryKey(run, 'record', ids.conversationId, body);
		const answer = repeatable
			? await create()
			: await createOnce(run, key, communicationIn(ids.conversationId), {
					create,
					read: async (communicationId) =>
						await client.request(FETCH_COMMUNICATION, { ids: { ...ids, communicationId } }),
				});
		return [shorten(answer.body, input, simplified)];
	},
});
