import type { Field } from '../fields/field';
import { noticeField } from '../fields/notice';

/**
 * Shown for a PUT, because that can lose data: names the fields that are lost.
 *
 * @param updateFields the fields that the API clears if they are left out
 */
export function replaceNotice(updateFields: Field): Field<undefined, 'replaceNotice'> {
	const { options = [] } = updateFields.property;
	const labels = options
		.flatMap((field) => ('type' in field && field.name === 'clearFields' ? [field] : []))
		.flatMap(({ options: clearable = [] }) => clearable.map(({ name }) => name));
	return noticeField(
		'replaceNotice',
		`Whatever is left out here may be cleared at Twilio: ${labels.join(', ')}. Use 'Update' to change single fields.`,
	);
}
