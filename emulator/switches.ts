import type { ErrorFormat } from './errors';
import type { FaultPlan } from './faults';
import type { RateLimit } from './rateLimit';
import type { OperationOutcome } from './state/records';

/**
 * Behaviour that can be set at start, with `configure()`, or over `PATCH /__control/switches`. A
 * switch exists for load and faults, and wherever the behaviour of the real service is not
 * documented.
 */
export interface Switches {
	/** Added before each answer, in milliseconds. */
	latencyMs: number;
	rateLimit: RateLimit | null;
	/** Random faults, the same for the same seed. `failNext` plans single ones. */
	faults: FaultPlan | null;
	/** How long a `hang` fault keeps the connection before it is cut, in milliseconds. */
	hangMs: number;
	/** false: answers have no Date header, which otherwise shows the emulator's clock. */
	sendDate: boolean;
	/** false: requests are refused as on an account that has not accepted the AI terms. */
	termsAccepted: boolean;
	/**
	 * `documented`: classic bodies, and the httpStatusCode form for 401. Twilio's sources name three
	 * forms; the others force one.
	 */
	errorFormat: ErrorFormat;

	/**
	 * Members left out of listed records; true: a usual set, of conversations and configurations
	 * only.
	 */
	listOmitsFields: boolean | string[];
	/** Lists ignore `status`, `channelId` and `memoryStoreId`. */
	ignoreFilters: boolean;
	/** Each page starts with the last record of the page before, as when a list changes meanwhile. */
	overlappingPages: boolean;
	/** Lists return empty pages, each with a new nextToken. */
	emptyPages: boolean;
	/** Sent with status 200 instead of every list; null: the list itself. */
	listBody: Record<string, unknown> | null;
	/** Every page returns the token it was requested with as its nextToken. */
	repeatPageToken: boolean;
	/** Lists come without `meta`. */
	omitListMeta: boolean;

	/** The refusal to change a closed conversation; Twilio documents that it fails, not how. */
	closedConversation: { status: 400 | 403 | 404 | 409 | 422; code: number };
	/** Whether PUT of a conversation clears `name` and `metadata` that it leaves out. */
	conversationPut: 'replace' | 'merge';
	/** A conversation PATCH is answered 200 but leaves the status as it is. */
	ignoreStatusChanges: boolean;
	/** What `statusCallbacks: null` in a conversation PATCH does. */
	nullStatusCallbacks: 'clear' | 'ignore' | 'reject';
	/** Conversations keep the configuration they were created with. */
	snapshotConfiguration: boolean;
	/** A communication moves the `updatedAt` of its conversation. */
	communicationTouchesConversation: boolean;

	/** 404 or 405: the service has no PATCH of configurations. */
	configurationPatch: 'supported' | 404 | 405;
	/** Maximum of configurations per account; null: no limit. */
	maxConfigurations: number | null;
	/** Callback URLs must be https, as Twilio's webhook documentation asks. */
	requireHttpsCallbacks: boolean;

	/** Polls before an operation is finished; null: polling never finishes it. */
	operationPolls: number | null;
	/** Milliseconds until an operation is finished; null: time never finishes it; 0: at once. */
	operationMs: number | null;
	operationOutcome: OperationOutcome;
	/** Outcome for single resources, by configuration or conversation id. */
	operationOutcomes: Record<string, OperationOutcome>;
	/** Whether RUNNING is shown between PENDING and the end. */
	operationShowsRunning: boolean;
	/** Retry-After of a 202, in seconds or as given; null: no such header. */
	operationRetryAfter: number | string | null;
	/**
	 * Where an operation names the record it is about: in `related` from the beginning (Twilio
	 * OpenAPI, SDK 6.2), in its `result` once it is completed (Twilio docs, async operations), or not.
	 */
	operationNames: 'related' | 'result' | 'nothing';
	operationOmitsIdHeader: boolean;
	/** The 202 has no Location header. */
	operationOmitsLocationHeader: boolean;

	/** Polls before an action is finished; null: polling never finishes it. */
	actionPolls: number | null;
	/** Milliseconds until an action is finished; null: time never finishes it; 0: at once. */
	actionMs: number | null;
	actionOutcome: 'COMPLETED' | 'FAILED';
	actionFailureReason: string;

	/** Whether callbacks are sent at all. */
	callbacks: boolean;
	/** Extra deliveries of each event, with the same I-Twilio-Idempotency-Token. */
	callbackDuplicates: number;
	/** Delay of a delivery, in milliseconds. */
	callbackDelayMs: number;
	/** Every second event to a URL overtakes the one before it. */
	callbackReorder: boolean;
	/** Deliveries that a receiver must refuse. */
	callbackForgery: 'none' | 'wrongToken' | 'tamperedBody' | 'missingSignature' | 'missingHash';
}

export const DEFAULT_SWITCHES: Readonly<Switches> = {
	latencyMs: 0,
	rateLimit: null,
	faults: null,
	hangMs: 60_000,
	sendDate: true,
	termsAccepted: true,
	errorFormat: 'documented',
	listOmitsFields: false,
	ignoreFilters: false,
	overlappingPages: false,
	emptyPages: false,
	listBody: null,
	repeatPageToken: false,
	omitListMeta: false,
	closedConversation: { status: 400, code: 400 },
	conversationPut: 'replace',
	ignoreStatusChanges: false,
	nullStatusCallbacks: 'clear',
	snapshotConfiguration: true,
	communicationTouchesConversation: true,
	configurationPatch: 'supported',
	maxConfigurations: null,
	requireHttpsCallbacks: false,
	operationPolls: 2,
	operationMs: 5_000,
	operationOutcome: 'COMPLETED',
	operationOutcomes: {},
	operationShowsRunning: true,
	operationRetryAfter: 1,
	operationNames: 'related',
	operationOmitsIdHeader: false,
	operationOmitsLocationHeader: false,
	actionPolls: 1,
	actionMs: 5_000,
	actionOutcome: 'COMPLETED',
	actionFailureReason: 'The downstream service did not accept the message.',
	callbacks: true,
	callbackDuplicates: 0,
	callbackDelayMs: 0,
	callbackReorder: false,
	callbackForgery: 'none',
};
