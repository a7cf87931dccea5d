import type { IDataObject } from 'n8n-workflow';

import { addressesIn, addressLines } from '../../api/address';
import { asFilledText, recordsIn } from '../../api/json';

/** Those who answer customers, people and programs (Twilio OpenAPI document). */
const AGENTS = new Set(['AGENT', 'AI_AGENT', 'HUMAN_AGENT']);

/** Whether a participant of this type is one of the own side. */
export function isAgentType(type: unknown): boolean {
	return AGENTS.has(String(type));
}

/**
 * Who somebody is in one line, which a table shows as it is.
 *
 * @param person with `name`, `type` and `addresses`, as far as they are known
 * @returns e.g. `Jane Doe (customer) +15017122661 SMS`; empty where nothing is known
 */
export function personLine({ name, type, addresses }: IDataObject): string {
	const word = typeInWords(type);
	return [asFilledText(name), word && `(${word})`, addressLines(addresses).join(', ')]
		.filter(Boolean)
		.join(' ');
}

/**
 * @param type of a participant, as the API writes it
 * @returns e.g. `human agent` for `HUMAN_AGENT`, and `AI agent`; undefined where there is none
 */
export function typeInWords(type: unknown): string | undefined {
	return asFilledText(type)
		?.split('_')
		.map((word) => (word === 'AI' ? word : word.toLowerCase()))
		.join(' ');
}

/**
 * The addresses of the customers of a conversation; where nobody is called one, of whoever is no agent.
 *
 * @returns e.g. `+15017122661, whatsapp:+15017122661`; undefined where there are none
 */
export function customerAddress({ participants }: IDataObject): string | undefined {
	const others = recordsIn(participants).filter((one) => !isAgentType(one.type));
	const customers = others.filter(({ type }) => type === 'CUSTOMER');
	const addresses = (customers.length > 0 ? customers : others).flatMap(addressesOf);
	return asFilledText([...new Set(addresses)].join(', '));
}

/** @returns the addresses of a participant without their channels */
export function addressesOf({ addresses }: IDataObject): string[] {
	return addressesIn(addresses);
}
