import { isTelephoneNumber } from '../../api/address';
import { InvalidValue, refined } from '../fields/field';
import { stringField } from '../fields/string';

/**
 * The SID of a call or message as a filter. Refuses a telephone number, because Twilio answers one
 * with an empty list, which would read as "there is none".
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
		if (entered === undefined || !isTelephoneNumber(entered)) return entered;
		throw new InvalidValue(
			`is a telephone number: "${entered}"`,
			`It takes the SID of a call or message, e.g. CA… or SM…. ${wayOut}`,
		);
	});
}
