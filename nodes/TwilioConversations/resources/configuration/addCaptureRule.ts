import { FETCH_CONFIGURATION } from '../../../api/endpoints';
import { defineOperation } from '../define';
import { captureRuleFields, enteredRule } from './captureRule';
import { changeLists } from './changeLists';

export const addCaptureRule = defineOperation({
	name: 'Add Capture Rule',
	value: 'addCaptureRule',
	action: 'Add a capture rule to a configuration',
	description: 'Add one capture rule to a channel. All other rules and the timeouts stay.',
	endpoint: FETCH_CONFIGURATION,
	fields: captureRuleFields,
	toBody: enteredRule,
	async execute(run, input) {
		const { configurationId } = run.ids;
		return await changeLists(run, configurationId, { entered: input.body, change: 'add' }, input);
	},
});
