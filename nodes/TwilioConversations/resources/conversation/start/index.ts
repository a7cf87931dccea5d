import type { IDataObject } from 'n8n-workflow';

import { addressKey } from '../../../../api/address';
import { CREATE_CONVERSATION } from '../../../../api/endpoints';
import { defineUsing } from '../../../../shared/fields/asJson';
import { additionalFieldsCollection } from '../../../../shared/parameters/additionalFields';
import { configurationId } from '../../../../shared/parameters/ids';
import { contentFields, messageContent, text } from '../../../../shared/parameters/messageContent';
import { simplified as simplifiedConversation } from '../../../../shared/simplified/conversation';
import { simplified as simplifiedParticipant } from '../../../../shared/simplified/participant';
import { defineOperation } from '../../define';
import { sendingOptions } from '../../sending';
import { isRaw, recordOutput, shorten } from '../../shorten';
import { begin, type StartRequests } from './begin';
import { checkSides, customer, ourSide, type Side } from './parameters';
import { asParticipant } from './whoTakesPart';

const additionalFields = additionalFieldsCollection(contentFields);

/** Identifies the conversation before it has an ID: the configuration and the customer. */
const recordOf = (input: { configurationId: string; customer: Side }) =>
	`${input.configurationId} ${addressKey(input.customer.address)}`;

const end = ({ channel, address }: Side) => ({ channel, address });

/** They stand once in the output, beside the conversation. */
function withoutParticipants(conversation: IDataObject): IDataObject {
	const record = simplifiedConversation(conversation);
	delete record.participants;
	delete record.participantIds;
	return record;
}

export const start = defineOperation({
	name: 'Start',
	value: 'start',
	action: 'Start a conversation',
	description:
		'Start a conversation with a customer and send the first message. If the two already have an open conversation, it is reused, and missing participants are added.',
	endpoint: CREATE_CONVERSATION,
	fields: [
		configurationId,
		customer,
		ourSide,
		text,
		defineUsing,
		additionalFields,
		...recordOutput(withoutParticipants),
		sendingOptions,
	],
	orderBy: recordOf,
	toBody(input): StartRequests {
		checkSides(input.customer, input.ourSide);
		const both = [input.customer, input.ourSide];
		return {
			record: recordOf(input),
			conversation: {
				configurationId: input.configurationId,
				participants: both.map(asParticipant),
			},
			sides: [
				{ side: input.customer, called: 'the customer' },
				{ side: input.ourSide, called: 'your own side' },
			],
			message: {
				type: 'SEND_MESSAGE',
				payload: {
					from: end(input.ourSide),
					to: [end(input.customer)],
					...messageContent(input.text, input.additionalFields),
				},
			},
		};
	},
	async execute(run, input) {
		const started = await begin(run, input.body, input.options);
		const { created, message } = started;
		const participants = isRaw(input)
			? started.participants
			: started.participants.map((one) => simplifiedParticipant(one));
		const conversation = shorten(
			{ ...started.conversation, participants: started.participants },
			input,
			withoutParticipants,
		);
		return [{ conversation, created, participants, message }];
	},
});
