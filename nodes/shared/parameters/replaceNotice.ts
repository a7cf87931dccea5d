import { noticeField } from '../fields/notice';

/**
 * Shown for a PUT, because it can lose data.
 *
 * @param members of the record that may be lost, as a sentence begins with them
 */
export function replaceNotice(members: string) {
	return noticeField(
		'replaceNotice',
		`${members}: whatever of these is left out here may be cleared at Twilio. Use 'Partially Update' to change single fields.`,
	);
}
