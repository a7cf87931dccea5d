import { addressKey, hasSeveral, readAddress } from '../../api/address';
import { InvalidValue, refined } from '../fields/field';
import { stringField } from '../fields/string';

const field = stringField('participantAddress', 'Participant Address', {
	trimmed: true,
	placeholder: 'e.g. +15017122661',
	description:
		'Only conversations in which somebody takes part with this phone number or other address, in any notation and on any channel',
});

/** An address to search for, as `addressKey` compares it. */
export const participantAddress = refined(field, (entered) => {
	if (entered === undefined) return undefined;
	if (hasSeveral(entered)) {
		throw new InvalidValue(`has several addresses: "${entered}"`, 'Enter one of them.');
	}
	const address = readAddress(entered, undefined);
	if (typeof address !== 'string') throw new InvalidValue(address.complaint, address.hint);
	if (addressKey(address) === '') {
		throw new InvalidValue(`is no address: "${entered}"`, 'Enter e.g. +15017122661');
	}
	return address;
});
