import { participantId } from '../../../shared/parameters/ids';
import { optionsField } from '../../../shared/fields/options';
import {
	fixedCollectionField,
	fixedCollectionListField,
} from '../../../shared/fields/fixedCollection';
import { refined } from '../../../shared/fields/field';
import { asJson } from '../../../shared/fields/asJson';
import { optionalId } from '../../../shared/fields/resourceLocator';
import { address, withReadAddress } from '../../../shared/parameters/addresses';
import { CHANNELS } from '../../../shared/parameters/channels';
import { required } from '../../../shared/fields/required';

/** One end of a communication: where it came from, or where it went. */
const end = [
	required(
		optionsField('channel', 'Channel', CHANNELS, {
			initial: 'SMS',
			description: 'The channel of the address',
		}),
	),
	address,
	optionalId(participantId),
];

export const author = refined(
	required(
		fixedCollectionField('author', 'Author', 'Author', end, {
			description: 'Who said or wrote it',
		}),
	),
	withReadAddress,
);

export const recipients = fixedCollectionListField(
	'recipients',
	'Recipients',
	{ label: 'Recipient', fields: end, refine: withReadAddress },
	{ description: 'Who got it, at least one' },
);

export const recipientsJson = asJson(
	recipients,
	'[{ "channel": "SMS", "address": "+15017122661" }]',
	{ description: 'Who got it, as a list of objects as the API takes them' },
);
