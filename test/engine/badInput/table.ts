import type { INodeParameters } from 'n8n-workflow';

/** What was entered, and what the user reads. */
export type Row = [
	resource: string,
	operation: string,
	parameters: INodeParameters,
	message: string,
];

/** n8n itself stops a required field that is empty, but not one whose expression gives nothing. */
export const EMPTY = '={{ $json.notThere }}';
