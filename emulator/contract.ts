import OpenAPIBackend from 'openapi-backend';
import type { AjvCustomizer } from 'openapi-backend';

import { conversationsV2Document } from './openapi/document';

/** One endpoint of Twilio's OpenAPI document, with its compiled checks. */
export interface ContractOperation {
	operationId: string;
	/** Upper case. */
	method: string;
	/** In the router's notation: `/v2/Conversations/:id`. */
	url: string;
	hasBody: boolean;
	/** Whether it declares the Idempotency-Key header. */
	takesIdempotencyKey: boolean;
	/** Coerces the query in place. @returns what is wrong with the request, or undefined. */
	checkRequest(request: RequestParts): string | undefined;
	/** @returns what is wrong with the answer, or undefined. */
	checkResponse(status: number, body: unknown): string | undefined;
}

export interface RequestParts {
	path: Record<string, string>;
	query: Record<string, unknown>;
	header: Record<string, unknown>;
	requestBody?: unknown;
}

interface SchemaError {
	instancePath: string;
	message?: string;
	params: Record<string, unknown>;
}

function describe({ instancePath, message = 'is wrong', params }: SchemaError): string {
	const place = instancePath.split('/').slice(1).join('.') || 'request';
	const name = params.additionalProperty ?? params.propertyName;
	return `${place} ${message}${name === undefined ? '' : ` (${String(name)})`}`;
}

function isDateTime(text: string): boolean {
	return (
		/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) &&
		!Number.isNaN(Date.parse(text))
	);
}

/** Resolves each route once; openapi-backend's own lookup scans all operations on every request. */
function compile(api: OpenAPIBackend): ContractOperation[] {
	return api.router.getOperations().map((operation) => {
		const { operationId = '', method, path, parameters = [] } = operation;
		const declared = parameters.flatMap((parameter) => ('in' in parameter ? [parameter] : []));
		const arrays = declared
			.filter(({ schema }) => schema && 'type' in schema && schema.type === 'array')
			.map(({ name }) => name);
		return {
			operationId,
			method: method.toUpperCase(),
			url: path.replace(/\{(\w+)\}/g, ':$1'),
			hasBody: operation.requestBody !== undefined,
			takesIdempotencyKey: declared.some(({ name }) => name === 'Idempotency-Key'),
			checkRequest: (request) => {
				for (const name of arrays) {
					const value = request.query[name];
					if (typeof value === 'string') request.query[name] = [value];
				}
				for (const validate of api.validator.getRequestValidatorsForOperation(operationId) ?? []) {
					if (!validate({ ...request, cookie: {} })) {
						return (validate.errors ?? []).map(describe).join('; ');
					}
				}
				return undefined;
			},
			checkResponse: (status, body) => {
				const where = `${operationId} answered ${status}`;
				const byStatus = api.validator.getStatusBasedResponseValidatorForOperation(operationId);
				const validate = byStatus?.[status];
				if (!validate) return `${where}, which is not declared`;
				if (validate(body)) return undefined;
				return `${where}: ${(validate.errors ?? []).map(describe).join('; ')}`;
			},
		};
	});
}

type Ajv = Parameters<AjvCustomizer>[0];

/**
 * Caches compiled schemas: the 22 endpoints share most of them (errors above all), so compiling
 * each shape once takes a quarter of the time.
 */
function compileOnce(ajv: Ajv, cache: Map<string, ReturnType<Ajv['compile']>>): Ajv {
	const compileSchema = ajv.compile.bind(ajv);
	const value = (schema: object) => {
		const key = JSON.stringify([ajv.opts.coerceTypes, schema]);
		const known = cache.get(key) ?? compileSchema(schema);
		cache.set(key, known);
		return known;
	};
	Object.defineProperty(ajv, 'compile', { value });
	return ajv;
}

let shared: Promise<ContractOperation[]> | undefined;

/** All 22 endpoints. Checks are compiled when first used, and once per process. */
export async function loadContract(): Promise<ContractOperation[]> {
	const cache = new Map<string, ReturnType<Ajv['compile']>>();
	shared ??= new OpenAPIBackend({
		definition: conversationsV2Document(),
		quick: true,
		// Optimising the compiled code takes longer than it saves here.
		ajvOpts: { code: { optimize: false } },
		customizeAjv: (ajv) => {
			ajv.addFormat('uri', (text: string) => URL.canParse(text));
			ajv.addFormat('date-time', isDateTime);
			return compileOnce(ajv, cache);
		},
	})
		.init()
		.then(compile);
	return await shared;
}
