import { participantId } from '../../../shared/parameters/ids';
import { choice } from '../../../shared/fields/options';
import { group, rows } from '../../../shared/fields/fixedCollection';
import { refined } from '../../../shared/fields/field';
import { jsonTwin } from '../../../shared/fields/asJson';
import { optionalId } from '../../../shared/fields/resourceLocator';
import { address, CHANNELS, withReadAddress } from '../../../shared/parameters/participants';
import { required } from '../../../shared/fields/required';

/** One end of a communication: where it came from, or where it went. */
const end = [
	required(
		choice('channel', 'Channel', CHANNELS, {
			initial: 'SMS',
			description: 'The channel of the address',
		}),
	),
	address,
	optionalId(participantId),
];

export const author = refined(
	required(group('author', 'Author', 'Author', end, { description: 'Who said or wrote it' })),
	withReadAddress,
);

export const recipients = rows(
	'recipients',
	'Recipients',
	{ label: 'Recipient', fields: end, refine: withReadAddress },
	{ description: 'Who got it, at least one' },
);

export const recipientsJson = jsonTwin(
	recipients,
	'[{ "channel": "SMS", "address": "+15017122661" }]',
	{ description: 'Who got it, as a list of objects as the API takes them' },
);
