import type { IDataObject } from 'n8n-workflow';

/** Shortens a record where the user asked for it; the ids always stay. */
export function shorten(
	record: IDataObject,
	wanted: boolean,
	simplified: (record: IDataObject) => IDataObject,
): IDataObject {
	return wanted ? simplified(record) : record;
}
