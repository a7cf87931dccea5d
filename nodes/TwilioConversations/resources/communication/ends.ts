import { participantId } from '../common';
import { choice } from '../fields/choice';
import { group, rows } from '../fields/composite';
import { jsonTwin } from '../fields/jsonTwin';
import { optionalId } from '../fields/locator';
import { ADDRESS_LOOK, CHANNELS } from '../fields/participants';
import { required } from '../fields/presence';
import { requiredText } from '../fields/text';

/** One end of a communication: where it came from, or where it went. */
const end = [
	required(
		choice('channel', 'Channel', CHANNELS, {
			initial: 'SMS',
			description: 'The channel of the address',
		}),
	),
	requiredText('address', 'Address', ADDRESS_LOOK),
	optionalId(participantId),
];

export const author = required(
	group('author', 'Author', 'Author', end, { description: 'Who said or wrote it' }),
);

export const recipients = rows(
	'recipients',
	'Recipients',
	{ label: 'Recipient', fields: end, max: Infinity },
	{ description: 'Who got it, at least one' },
);

export const recipientsJson = jsonTwin(
	recipients,
	'[{ "channel": "SMS", "address": "+15017122661" }]',
	{ description: 'Who got it, as a list of objects as the API takes them' },
);
