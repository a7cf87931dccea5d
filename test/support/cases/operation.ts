import type { ContractCases } from './types';

const ID = 'proc_job_01k1etk2y5f1y9fpe2epfdtvv2';

export const operation: ContractCases = {
	get: [
		{
			title: 'by id',
			parameters: { operationId: ID },
			sdk: async (v2) => await v2.operations(ID).fetch(),
		},
		{
			title: 'by an ID that does not look like the documented ones',
			parameters: { operationId: 'job-1.a~2' },
			sdk: async (v2) => await v2.operations('job-1.a~2').fetch(),
		},
	],
	wait: [
		{
			title: 'finished at the first poll',
			parameters: { operationId: ID },
			sdk: async (v2) => await v2.operations(ID).fetch(),
		},
		{
			title: 'with a Max Wait',
			parameters: { operationId: ID, options: { maxWait: 1 } },
			sdk: async (v2) => await v2.operations(ID).fetch(),
		},
	],
};
