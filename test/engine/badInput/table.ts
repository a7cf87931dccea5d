import type { INodeParameters } from 'n8n-workflow';

/** What was entered, and what the user reads. */
export type Row = [
	resource: string,
	operation: string,
	parameters: INodeParameters,
	message: string,
];

/** The choice of the form that shows these fields. */
export const shownBy = (fields: INodeParameters) => ({
	defineUsing: Object.keys(fields).some((name) => name.endsWith('Json')) ? 'json' : 'fields',
});

/** n8n itself stops a required field that is empty, but not one whose expression gives nothing. */
export const EMPTY = '={{ $json.notThere }}';
