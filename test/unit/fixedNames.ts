/**
 * Names that users' workflows hold: parameters, with those within them in brackets, from the top of the
 * form to its end. They may become more; none is renamed or taken away.
 */
type Names = readonly string[];

/** By resource and operation; with what the list of nodes calls it. */
export const OPERATIONS: Readonly<Record<string, { action: string; names: Names }>> = {
	'conversation getAll': {
		action: 'Get many conversations',
		names: [
			'returnAll limit',
			'filters(channelId configurationId createdAfter createdBefore excludeMetadata(key',
			'condition value) metadata(key condition value) nameContains nameDoesNotContain',
			'participantAddress participantProfileId status updatedAfter updatedBefore)',
			'simplify outputMode outputFields',
			'options(maxRequests)',
		],
	},
	'conversation cleanUp': {
		action: 'Clean up conversations',
		names: [
			'cleanUpAction closeNotice deleteNotice',
			'cleanUpFilters(channelId configurationId createdAfter createdBefore',
			'excludeMetadata(key condition value) idleFor(amount unit) metadata(key condition',
			'value) nameContains nameDoesNotContain participantAddress participantProfileId',
			'status updatedAfter updatedBefore)',
			'inUseNotice dryRun forRealNotice maxConversations output',
			'options(checkAgain failAtEnd maxRequests maxWait countMessages stopAfterFailures',
			'waitForCompletion)',
		],
	},
	'conversation close': {
		action: 'Close a conversation',
		names: ['conversationId closeNotice simplify outputMode outputFields', 'options(maxRequests)'],
	},
	'conversation create': {
		action: 'Create a conversation',
		names: [
			'configurationId ifExists defineUsing',
			'participants(type name addresses(channel address channelId) profileId)',
			'participantsJson',
			'additionalFields(metadata(key value) metadataJson name',
			'configuration(intelligenceConfigurationIds observationExtractionStrategyIds',
			'workflows(flowId) traitExtractionStrategyIds) configurationJson)',
			'simplify outputMode outputFields',
			'options(maxRequests)',
		],
	},
	'conversation delete': {
		action: 'Delete a conversation',
		names: [
			'conversationId deleteNotice',
			'options(idempotencyKey maxRequests maxWait waitForCompletion)',
		],
	},
	'conversation get': {
		action: 'Get a conversation',
		names: ['conversationId simplify outputMode outputFields', 'options(maxRequests)'],
	},
	'conversation getTranscript': {
		action: 'Get the transcript of a conversation',
		names: [
			'conversationId',
			'options(joinVoiceTurns lastMessages leaveOutTypes maxCharacters maxRequests',
			'outputFile since)',
		],
	},
	'conversation patch': {
		action: 'Update a conversation',
		names: [
			'conversationId defineUsing',
			'updateFields(clearFields metadata(key value) metadataJson removeMetadataKeys name',
			'status statusCallbacks(url method) statusCallbacksJson)',
			'simplify outputMode outputFields',
			'options(maxRequests)',
		],
	},
	'conversation start': {
		action: 'Start a conversation',
		names: [
			'configurationId',
			'customer(channel address name profileId type)',
			'ourSide(channel address name profileId type)',
			'text defineUsing',
			'additionalFields(channelSettings contentId variables(key value) variablesJson',
			'mediaUrls)',
			'simplify outputMode outputFields',
			'options(maxRequests maxWait waitForCompletion)',
		],
	},
	'conversation update': {
		action: 'Replace a conversation',
		names: [
			'conversationId replaceNotice status defineUsing',
			'updateFields(clearFields metadata(key value) metadataJson name)',
			'simplify outputMode outputFields',
			'options(maxRequests)',
		],
	},
	'participant getAll': {
		action: 'Get many participants',
		names: [
			'conversationId returnAll limit simplify outputMode outputFields',
			'options(maxRequests)',
		],
	},
	'participant create': {
		action: 'Create a participant',
		names: [
			'conversationId defineUsing',
			'addresses(channel address channelId)',
			'addressesJson',
			'additionalFields(name profileId type)',
			'simplify outputMode outputFields',
			'options(maxRequests)',
		],
	},
	'participant get': {
		action: 'Get a participant',
		names: [
			'conversationId participantId simplify outputMode outputFields',
			'options(maxRequests)',
		],
	},
	'participant update': {
		action: 'Update a participant',
		names: [
			'conversationId participantId clearsNotice defineUsing',
			'updateFields(addresses(channel address channelId) addressesJson clearFields name',
			'profileId type)',
			'simplify outputMode outputFields',
			'options(maxRequests sendOnlyEntered)',
		],
	},
	'communication getAll': {
		action: 'Get many communications',
		names: [
			'conversationId returnAll limit newestFirst',
			'filters(authorType channelId since until)',
			'simplify outputMode outputFields',
			'options(maxRequests)',
		],
	},
	'communication create': {
		action: 'Create a communication',
		names: [
			'conversationId recordedNotice type',
			'author(participantId channel address)',
			'defineUsing',
			'recipients(participantId channel address)',
			'recipientsJson text',
			'transcription(channel confidence engine)',
			'additionalFields(channelId occurredAt resourceId)',
			'simplify outputMode outputFields',
			'options(maxRequests)',
		],
	},
	'communication get': {
		action: 'Get a communication',
		names: [
			'conversationId communicationId simplify outputMode outputFields',
			'options(maxRequests)',
		],
	},
	'action get': {
		action: 'Get a sent message',
		names: ['conversationId actionId', 'options(maxRequests)'],
	},
	'action reply': {
		action: 'Reply to the last message of a customer',
		names: [
			'conversationId text communicationId defineUsing',
			'additionalFields(channelSettings contentId variables(key value) variablesJson',
			'mediaUrls)',
			'options(maxRequests maxWait waitForCompletion)',
		],
	},
	'action sendMessage': {
		action: 'Send a message',
		names: [
			'conversationId',
			'from(participantId channel address)',
			'defineUsing',
			'to(participantId channel address)',
			'toJson text',
			'additionalFields(channelSettings contentId variables(key value) variablesJson',
			'mediaUrls)',
			'options(maxRequests maxWait waitForCompletion)',
		],
	},
	'action sendMessageAndWait': {
		action: 'Send a message and wait for reply',
		names: [
			'conversationId',
			'from(participantId channel address)',
			'defineUsing',
			'to(participantId channel address)',
			'toJson text limitWaitTime resumeAmount resumeUnit',
			'additionalFields(channelSettings contentId variables(key value) variablesJson',
			'mediaUrls)',
			'options(allowPrivateUrl choices maxRequests maxWait askAgainText maxAsks)',
		],
	},
	'configuration getAll': {
		action: 'Get many configurations',
		names: [
			'returnAll limit',
			'filters(memoryStoreId)',
			'simplify outputMode outputFields',
			'options(maxRequests)',
		],
	},
	'configuration addCaptureRule': {
		action: 'Add a capture rule to a configuration',
		names: [
			'configurationId channel from to',
			'additionalFields(metadata(key value))',
			'simplify outputMode outputFields',
			'options(idempotencyKey maxRequests maxWait waitForCompletion)',
		],
	},
	'configuration create': {
		action: 'Create a configuration',
		names: [
			'displayName description conversationGroupingType memoryStoreId defineUsing',
			'additionalFields(channelSettings(channel captureRules(from to metadata(key value))',
			'statusTimeouts(closed inactive)) channelSettingsJson intelligenceConfigurationIds',
			'memoryExtractionEnabled statusCallbacks(url method) statusCallbacksJson',
			'conversationsV1Bridge)',
			'simplify outputMode outputFields',
			'options(idempotencyKey maxRequests maxWait waitForCompletion)',
		],
	},
	'configuration delete': {
		action: 'Delete a configuration',
		names: [
			'configurationId deleteNotice',
			'options(idempotencyKey maxRequests maxWait waitForCompletion)',
		],
	},
	'configuration get': {
		action: 'Get a configuration',
		names: ['configurationId simplify outputMode outputFields', 'options(maxRequests)'],
	},
	'configuration patch': {
		action: 'Update a configuration',
		names: [
			'configurationId listMode replaceListsNotice removeListsNotice defineUsing',
			'updateFields(channelSettings(channel remove captureRules(from to metadata(key',
			'value)) statusTimeouts(closed inactive)) channelSettingsJson',
			'conversationGroupingType description displayName clearFields',
			'intelligenceConfigurationIds memoryExtractionEnabled memoryStoreId',
			'statusCallbacks(url method) statusCallbacksJson conversationsV1Bridge)',
			'simplify outputMode outputFields',
			'options(idempotencyKey maxRequests maxWait waitForCompletion)',
		],
	},
	'configuration removeCaptureRule': {
		action: 'Remove a capture rule from a configuration',
		names: [
			'configurationId channel from to',
			'additionalFields(metadata(key value))',
			'simplify outputMode outputFields',
			'options(idempotencyKey maxRequests maxWait waitForCompletion)',
		],
	},
	'configuration update': {
		action: 'Replace a configuration',
		names: [
			'configurationId replaceNotice description conversationGroupingType memoryStoreId',
			'defineUsing',
			'updateFields(channelSettings(channel captureRules(from to metadata(key value))',
			'statusTimeouts(closed inactive)) channelSettingsJson displayName clearFields',
			'intelligenceConfigurationIds memoryExtractionEnabled statusCallbacks(url method)',
			'statusCallbacksJson conversationsV1Bridge)',
			'simplify outputMode outputFields',
			'options(idempotencyKey maxRequests maxWait waitForCompletion)',
		],
	},
	'operation get': {
		action: 'Get a background operation',
		names: ['operationId', 'options(maxRequests)'],
	},
	'operation wait': {
		action: 'Wait for a background operation',
		names: ['operationId', 'options(maxRequests maxWait)'],
	},
};

export const TRIGGER: Names = [
	'listenOn configurationId conversationId manualNotice events messagesFrom',
	'simplify',
	'filters(channel deliveryStatus ignoreAddresses status)',
	'options(allowPrivateUrl unknownEvents maxEventAge openConversations verifySignature)',
];

export const CREDENTIAL: Names = [
	'authType accountSid authToken apiKeySid apiKeySecret authToken',
	'secondaryAuthToken sharedKeySecret baseUrl',
];
