import type { IDataObject } from 'n8n-workflow';

/** Simplifies a record if the user chose so. The result keeps every ID that later steps may need. */
export function shorten(
	record: IDataObject,
	wanted: boolean,
	simplified: (record: IDataObject) => IDataObject,
): IDataObject {
	return wanted ? simplified(record) : record;
}
