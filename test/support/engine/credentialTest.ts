import { CREDENTIAL_TYPE } from '../nodeNames';
import './n8nCore';
import { CredentialTestContext, ExecuteContext, RoutingNode } from 'n8n-core';
import { createEmptyRunExecutionData, UnexpectedError, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { InMemoryCredentials } from './credentials';
import { loadNodeTypes } from './nodeTypes';
import type { EngineNodeTypes } from './nodeTypes';

const CARRIER = 'n8n-nodes-base.noOp';

/** An axios error, or what stopped the request before there was a response. */
interface RequestFailure {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

/** n8n tests a credential with a temporary node that does nothing but send the test request. */
function nodeTypeOf(test: ICredentialTestRequest, type: string, carrier: INodeType): INodeType {
	return {
		description: {
			...carrier.description,
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		},
	};
}

function messageOfFailure(
	{ message, cause }: RequestFailure,
	test: ICredentialTestRequest,
): string {
	const { response } = cause ?? {};
	if (!response) return cause?.code ?? message;
	const rule = test.rules?.find(
		(candidate) =>
			candidate.type === 'responseCode' && candidate.properties.value === response.status,
	);
	return (
		rule?.properties.message ??
		(response.statusText || `Received HTTP status code: ${response.status}`)
	);
}

function messageOfAnswer(answer: IDataObject, test: ICredentialTestRequest): string | undefined {
	return test.rules?.find((rule) => {
		if (rule.type !== 'responseSuccessBody') return false;
		const at = (value: unknown, key: string): unknown => Reflect.get(Object(value), key);
		return rule.properties.key.split('.').reduce(at, answer) === rule.properties.value;
	})?.properties.message;
}

/** The test function that a node names for the credential type in `testedBy`. */
function testFunctionOf(nodeTypes: EngineNodeTypes, type: string) {
	for (const { description, methods } of nodeTypes.getSupportedNodes(type)) {
		const testedBy = description.credentials?.find(({ name }) => name === type)?.testedBy;
		if (typeof testedBy === 'string') return methods?.credentialTest?.[testedBy];
	}
	return undefined;
}

/**
 * Tests a credential as n8n does when it is saved (n8n 2.41, CredentialsTester): its test request
 * goes through n8n-core's RoutingNode, with `authenticate` applied. If it has none, the function that
 * a node names in `testedBy` is called in n8n-core's context for it.
 * @param data what the user typed into the form
 * @returns status and message as the form shows them; a test that fails does not reject
 * @throws UnexpectedError when the credential type has no test
 */
export async function testCredential(
	data: ICredentialDataDecryptedObject,
	{ type = CREDENTIAL_TYPE, nodeTypes }: { type?: string; nodeTypes?: EngineNodeTypes } = {},
): Promise<INodeCredentialTestResult> {
	const known = nodeTypes ?? (await loadNodeTypes());
	const { test } = known.getCredentialType(type);
	const decrypted = new InMemoryCredentials(known, {}).withDefaults(type, data);
	if (!test) {
		const tested = testFunctionOf(known, type);
		if (!tested) throw new UnexpectedError(`The credential type "${type}" has no test`);
		const context = new CredentialTestContext(createAdditionalData({ nodeTypes: known }));
		return await tested.call(context, { id: type, name: type, type, data: decrypted });
	}

	const nodeType = nodeTypeOf(test, type, known.getByNameAndVersion(CARRIER));
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: CARRIER,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id: type, name: type } },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const context = new ExecuteContext(
		workflow,
		node,
		createAdditionalData({
			nodeTypes: known,
			credentials: { [type]: data },
			currentNodeParameters: node.parameters,
		}),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);

	let answer: INodeExecutionData[][] | undefined;
	try {
		await workflow.expression.acquireIsolate();
		answer = await new RoutingNode(context, nodeType, {
			id: type,
			name: type,
			type,
			data: decrypted,
		}).runNode();
	} catch (error) {
		return { status: 'Error', message: messageOfFailure(error as RequestFailure, test) };
	} finally {
		await workflow.expression.releaseIsolate();
	}
	const refusal = messageOfAnswer(answer?.[0]?.[0]?.json ?? {}, test);
	return refusal === undefined
		? { status: 'OK', message: 'Connection successful!' }
		: { status: 'Error', message: refusal };
}
