import { isTelephoneNumber } from '../../api/address';
import { InvalidValue, refined } from '../fields/field';
import { stringField } from '../fields/string';

/** An e-mail address, or several numbers or IDs: no SID has any of these. */
const NO_SID = /[@+,;\r\n]/;

/**
 * The SID of a call or message as a filter. Refuses a telephone number or another address, because
 * Twilio answers one with an empty list, which would read as "there is none".
 *
 * @param wayOut how to search by telephone number instead, as a sentence
 */
export function channelIdFilter({ description, wayOut }: { description: string; wayOut: string }) {
	const field = stringField('channelId', 'Channel ID', {
		trimmed: true,
		placeholder: 'e.g. CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
		description,
	});
	return refined(field, (entered) => {
		if (entered === undefined) return undefined;
		const isNumber = isTelephoneNumber(entered);
		if (!isNumber && !NO_SID.test(entered)) return entered;
		throw new InvalidValue(
			`is ${isNumber ? 'a telephone number' : 'no SID'}: "${entered}"`,
			`It takes the SID of a call or message, e.g. CA… or SM…. ${wayOut}`,
		);
	});
}
