import type { INodePropertyOptions } from 'n8n-workflow';

/** All channels that Twilio's v2 reference names. */
export const CHANNELS: INodePropertyOptions[] = [
	{ name: 'Chat', value: 'CHAT' },
	{ name: 'RCS', value: 'RCS' },
	{ name: 'SMS', value: 'SMS' },
	{ name: 'Video', value: 'VIDEO' },
	{ name: 'Voice', value: 'VOICE' },
	{ name: 'WhatsApp', value: 'WHATSAPP' },
];
