import type { INodeParameters } from 'n8n-workflow';

/** What is entered, and the message that the user reads. */
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

/** n8n itself refuses an empty required field, but not one whose expression gives nothing. */
export const EMPTY = '={{ $json.notThere }}';
