import type { INodeParameters } from 'n8n-workflow';
import type { Twilio } from 'twilio';

/** One intent, as parameters of the node and as calls of Twilio's SDK. */
export interface ContractCase {
	title: string;
	parameters: INodeParameters;
	/** The calls that a developer with Twilio's SDK would make for the same. */
	sdk(v2: Twilio['conversations']['v2']): Promise<unknown>;
}

/** Cases per operation of one resource. */
export type ContractCases = Record<string, ContractCase[]>;

/** A locator as the editor stores it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
