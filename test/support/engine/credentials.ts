import { ICredentialsHelper, isExpression, NodeHelpers, UnexpectedError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import type { EngineNodeTypes } from './nodeTypes';

/** What the user typed into the credential, by credential type. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/**
 * Credentials in memory, without encryption or storage, otherwise as n8n's CredentialsHelper
 * (n8n 2.41) treats them: it fills in defaults and applies `authenticate`, either a function or the
 * generic form with expressions over `$credentials`.
 */
export class InMemoryCredentials extends ICredentialsHelper {
	constructor(
		private readonly nodeTypes: EngineNodeTypes,
		private readonly data: CredentialData,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		return this.nodeTypes.getCredentialType(name).extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.nodeTypes.getCredentialType(type).properties;
	}

	/** @throws UnexpectedError when the caller of the harness gave no data for this type */
	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.data[type];
		if (!data) throw new UnexpectedError(`The run was given no credential of type "${type}"`);
		return this.withDefaults(type, data);
	}

	/**
	 * As n8n hands it to nodes: untouched fields have their default, fields that the form hides are
	 * dropped.
	 */
	withDefaults(type: string, data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
		// The cast is n8n's own: a credential form has plain values, so the types differ in name only.
		return NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			data as INodeParameters,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		// As in n8n: legacy request helpers pass the simplified form, which has no URL.
		const options = { ...requestOptions } as IHttpRequestOptions;
		const { authenticate } = this.nodeTypes.getCredentialType(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (authenticate?.type !== 'generic') return options;

		const resolve = (value: unknown) =>
			isExpression(value)
				? workflow.expression
						.getSimpleParameterValue(node, value, 'internal', { $credentials: credentials })
						?.toString()
				: value;
		for (const [section, values] of Object.entries(authenticate.properties)) {
			const resolved = Object.entries(values ?? {}).map(([key, value]) => [
				resolve(key),
				resolve(value) ?? '',
			]);
			const already: unknown = Reflect.get(options, section);
			Reflect.set(options, section, { ...Object(already), ...Object.fromEntries(resolved) });
		}
		return options;
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new UnexpectedError('Credentials of the harness have no encrypted form');
	}

	async updateCredentials(): Promise<void> {
		throw new UnexpectedError('Credentials of the harness cannot be changed');
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new UnexpectedError('Credentials of the harness cannot be changed');
	}
}
