import type { INodeParameters } from 'n8n-workflow';

/** What is entered, and the message that the user reads. */
export type Row = [
	resource: string,
	operation: string,
	parameters: INodeParameters,
	message: string,
];

/** n8n itself refuses an empty required field, but not one whose expression gives nothing. */
export const EMPTY = '={{ $json.notThere }}';
