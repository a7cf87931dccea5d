import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { channelNamedIn } from '../../../api/reachableAddress';
import { asJson, byFields } from '../../../shared/fields/asJson';
import { openCollectionField } from '../../../shared/fields/collection';
import { InvalidValue, refined, withProperty } from '../../../shared/fields/field';
import { fixedCollectionListField, withFirstRow } from '../../../shared/fields/fixedCollection';
import { optionsField } from '../../../shared/fields/options';
import { atLeastOne, required } from '../../../shared/fields/required';
import { optionalId } from '../../../shared/fields/resourceLocator';
import { stringField } from '../../../shared/fields/string';
import { isBlank } from '../../../shared/fields/values';
import { ADDRESS_APPEARANCE, withReadAddress } from '../../../shared/parameters/addresses';
import { SENDABLE_CHANNELS } from '../../../shared/parameters/channels';
import { participantId } from '../../../shared/parameters/ids';

/** Without one, it is the only one of the participant, or of the address in the conversation. */
const SEND_CHANNELS: INodePropertyOptions[] = [
	{
		name: 'Automatic',
		value: '',
		description: 'The only one that the participant, or the address in the conversation, has',
	},
	...SENDABLE_CHANNELS,
];

/** The fields of sender and recipient: a participant or an address, with an optional channel. */
const end = [
	withProperty(optionalId(participantId), {
		description: 'Participant of the conversation. Leave empty to enter an address.',
	}),
	optionsField('channel', 'Channel', SEND_CHANNELS, {
		description: 'Needed where the participant or the address has several in the conversation',
	}),
	stringField('address', 'Address', {
		...ADDRESS_APPEARANCE,
		trimmed: true,
		description: `Instead of a participant. ${ADDRESS_APPEARANCE.description}`,
	}),
];

/**
 * Accepts the three forms of twilio 6.2, ConversationsV2SendMessageParticipant, and an address alone,
 * whose channel `withChannels` finds out.
 */
const readEnd =
	(isRecipient: boolean) =>
	(entered: IDataObject): IDataObject => {
		if (isBlank(entered.participantId) && isBlank(entered.address)) {
			throw new InvalidValue('names nobody', 'Choose a participant, or enter an address.');
		}
		const { address } = entered;
		const named = typeof address === 'string' ? channelNamedIn(address) : undefined;
		const isOpen = isBlank(entered.channel) && isBlank(entered.participantId);
		const channel = isOpen ? named : entered.channel;
		return withReadAddress({ ...entered, ...(channel !== undefined && { channel }) }, isRecipient);
	};

export const from = refined(
	required(
		openCollectionField('from', 'From', end, {
			description: 'Who sends it: a participant, or an address of yours',
		}),
	),
	readEnd(false),
);

const recipients = atLeastOne(
	fixedCollectionListField(
		'to',
		'To',
		{ label: 'Recipient', fields: end, refine: readEnd(true) },
		{ description: 'Who gets it, at least one' },
	),
);

export const to = byFields(withFirstRow(recipients));

export const toJson = asJson(recipients, '[{ "participantId": "conv_participant_…" }]', {
	description: 'Who gets it, as a list of objects as the API takes them',
});
