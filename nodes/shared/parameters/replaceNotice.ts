import { noticeField } from '../fields/notice';

/** For a PUT: what it can lose is said on the form. */
export const replaceNotice = noticeField(
	'replaceNotice',
	"Whatever is left out here may be cleared at Twilio. Use 'Partially Update' to change single fields.",
);
