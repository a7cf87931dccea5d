import { asJson } from '../../../shared/fields/asJson';
import { refined } from '../../../shared/fields/field';
import {
	fixedCollectionField,
	fixedCollectionListField,
} from '../../../shared/fields/fixedCollection';
import { required } from '../../../shared/fields/required';
import { optionalId } from '../../../shared/fields/resourceLocator';
import { address, channel, withReadAddress } from '../../../shared/parameters/addresses';
import { participantId } from '../../../shared/parameters/ids';

/** The fields of author and recipient. */
const end = [channel, address, optionalId(participantId)];

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
