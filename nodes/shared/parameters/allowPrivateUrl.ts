import { booleanField } from '../fields/boolean';

export const allowPrivateUrl = booleanField('allowPrivateUrl', 'Accept Private URL', false, {
	description:
		'Whether to register the URL although Twilio cannot reach it, e.g. for a local emulator',
});
