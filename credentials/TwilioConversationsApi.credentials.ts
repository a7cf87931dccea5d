import type {
	ICredentialDataDecryptedObject,
	Icon,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { basicAuth } from '../nodes/api/credential';

/**
 * Basic authentication, with the Auth Token or with an API key. The nodes run the test
 * (`testedBy`), so that it gives their messages.
 */
export class TwilioConversationsApi implements ICredentialType {
	name = 'twilioConversationsApi';

	displayName = 'Twilio Conversations API';

	icon: Icon = {
		light: 'file:../icons/twilioConversations.svg',
		dark: 'file:../icons/twilioConversations.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-twilio-conversations/n8n-nodes-twilio-conversations#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authType',
			type: 'options',
			options: [
				{ name: 'API Key', value: 'apiKey' },
				{ name: 'Auth Token', value: 'authToken' },
			],
			default: 'authToken',
			description: 'Twilio recommends an API key: it can be limited and withdrawn by itself',
		},
		{
			displayName: 'Account SID',
			name: 'accountSid',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
			description: 'On the start page of the Twilio Console; begins with AC',
		},
		{
			displayName: 'Auth Token',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authType: ['authToken'] } },
			description: 'On the start page of the Twilio Console, beneath the Account SID',
		},
		{
			displayName: 'API Key SID',
			name: 'apiKeySid',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. SKxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
			displayOptions: { show: { authType: ['apiKey'] } },
			description: 'In the Twilio Console under API keys & tokens; begins with SK',
		},
		{
			displayName: 'API Key Secret',
			name: 'apiKeySecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authType: ['apiKey'] } },
			description: 'Shown by Twilio once, when the key is created',
		},
		{
			displayName: 'Auth Token (for Webhook Signatures)',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { authType: ['apiKey'] } },
			description:
				"Only a trigger and 'Send and Wait for Reply' need it: Twilio signs what it sends with the Auth Token of the account, never with an API key",
		},
		{
			displayName: 'Secondary Auth Token (for Webhook Signatures)',
			name: 'secondaryAuthToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"Only a trigger and 'Send and Wait for Reply' use it, and only while you rotate the Auth Token: events signed with either token are accepted",
		},
		{
			displayName: 'Shared Key Secret (for Webhook Signatures)',
			name: 'sharedKeySecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"Only a trigger and 'Send and Wait for Reply' use it, and only where the webhook settings of the account sign with a shared key instead of the Auth Token. Its algorithm has to be HMAC_SHA256.",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://conversations.twilio.com',
			required: true,
			placeholder: 'e.g. https://conversations.dublin.ie1.twilio.com',
			description: 'Change it only for another Twilio region or for a local emulator',
		},
	];

	/** A function, because two expressions for each request would cost as much time as sending it. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return { ...request, auth: basicAuth(credentials) };
	}
}
