import { type Field, InvalidValue } from '../fields/field';
import { stringField } from '../fields/string';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const field = stringField('idempotencyKey', 'Idempotency Key', {
	placeholder: 'e.g. 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
	description:
		'UUID that makes Twilio answer a repeated request again instead of carrying it out twice, for 24 hours: one for each record, never one for several. Without one, it is made from the execution and the request.',
	hint: 'The same key again within 24 hours writes nothing',
});

/** Twilio accepts only UUIDs (Twilio API reference, header Idempotency-Key). */
export const idempotencyKey: Field<string | undefined, 'idempotencyKey'> = {
	...field,
	parse: (value, context) => {
		const key = field.parse(value, context)?.trim();
		if (key !== undefined && !UUID.test(key)) {
			throw new InvalidValue('is no UUID', 'Enter one, e.g. 3f2504e0-4f89-41d3-9a0c-0305e82c3301');
		}
		return key;
	},
};
