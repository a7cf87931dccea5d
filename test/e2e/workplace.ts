import { Editor } from './browser/editor';
import { useStage } from './stage';
import type { Stage } from './stage';

/** A user's workplace: n8n, Twilio (the emulator), and a browser. */
export interface Workplace {
	readonly stage: Stage;
	readonly editor: Editor;
}

/**
 * Sets up a workplace for all tests of a file. A test fails if the browser's console has an error
 * that the test did not take.
 *
 * @param name of the folder for n8n's files
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
