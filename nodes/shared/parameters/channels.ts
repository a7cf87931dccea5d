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

/** Those that a message can be sent on (Twilio OpenAPI document, send_channel). */
export const SENDABLE_CHANNELS = CHANNELS.filter(
	({ value }) => value !== 'VIDEO' && value !== 'VOICE',
);
