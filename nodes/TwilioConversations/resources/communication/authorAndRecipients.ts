import { asJson, byFields } from '../../../shared/fields/asJson';
import { openCollectionField } from '../../../shared/fields/collection';
import { refined } from '../../../shared/fields/field';
import { fixedCollectionListField, withFirstRow } from '../../../shared/fields/fixedCollection';
import { atLeastOne, required } from '../../../shared/fields/required';
import { optionalId } from '../../../shared/fields/resourceLocator';
import { address, channel, withReadAddress } from '../../../shared/parameters/addresses';
import { participantId } from '../../../shared/parameters/ids';

/** The fields of author and recipient. */
const end = [optionalId(participantId), channel, address];

export const author = refined(
	required(
		openCollectionField('author', 'Author', end, {
			description: 'Who said or wrote it',
		}),
	),
	withReadAddress,
);

const rows = atLeastOne(
	fixedCollectionListField(
		'recipients',
		'Recipients',
		{ label: 'Recipient', fields: end, refine: withReadAddress },
		{ description: 'Who got it, at least one' },
	),
);

export const recipients = byFields(withFirstRow(rows));

export const recipientsJson = asJson(rows, '[{ "channel": "SMS", "address": "+15017122661" }]', {
	description: 'Who got it, as a list of objects as the API takes them',
});
