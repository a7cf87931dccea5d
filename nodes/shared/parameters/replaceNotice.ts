import { noticeField } from '../fields/notice';

/** Shown for a PUT, because that can lose data. */
export const replaceNotice = noticeField(
	'replaceNotice',
	"Whatever is left out here may be cleared at Twilio. Use 'Partially Update' to change single fields.",
);
