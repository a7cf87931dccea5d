import { Editor } from './browser/editor';
import { useStage } from './stage';
import type { Stage } from './stage';

/** What a person at the editor has: n8n, Twilio (the emulator), and a browser. */
export interface Workplace {
	readonly stage: Stage;
	readonly editor: Editor;
}

/**
 * For all tests of a file. Each of them fails when the browser has something to complain about that
 * the test did not take.
 *
 * @param name of the folder that n8n's files are in
 */
export function useWorkplace(name: string): Workplace {
	const stage = useStage(name);
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(stage.n8n.url);
	});
	afterEach(() => {
		expect(editor.takeComplaints()).toEqual([]);
	});
	afterAll(async () => {
		await editor?.close();
	});

	return {
		stage,
		get editor() {
			return editor;
		},
	};
}
