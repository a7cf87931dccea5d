import { FETCH_CONFIGURATION } from '../../../api/endpoints';
import { defineOperation } from '../define';
import { captureRuleFields, enteredRule } from './captureRule';
import { changeLists } from './changeLists';

export const removeCaptureRule = defineOperation({
	name: 'Remove Capture Rule',
	value: 'removeCaptureRule',
	action: 'Remove a capture rule from a configuration',
	description: 'Remove one capture rule from a channel. All other rules and the timeouts stay.',
	endpoint: FETCH_CONFIGURATION,
	fields: captureRuleFields,
	toBody: enteredRule,
	async execute(run, input) {
		const { configurationId } = run.ids;
		return await changeLists(
			run,
			configurationId,
			{ entered: input.body, change: 'remove' },
			input,
		);
	},
});
