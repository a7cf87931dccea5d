import { credentialData } from '../../../emulator/testClient';
import { CredentialDialog } from '../browser/credentialDialog';
import type { NodePanel } from '../browser/nodePanel';
import type { Workplace } from '../workplace';

/** Entering a credential in the node, which is how everybody starts. */
export function credential(place: Workplace): void {
	let panel: NodePanel;

	beforeAll(async () => {
		const { stage, editor } = place;
		await editor.openWorkflow(await stage.workflow([stage.node({})]));
	});
	beforeEach(async () => {
		panel = await place.editor.openByClick('Twilio');
	});

	it('is refused with a wrong token, saying what to check, and accepted with the right one', async () => {
		const { stage, editor } = place;
		const dialog = new CredentialDialog(editor.page);
		await panel.newCredential();
		const { accountSid, authToken, baseUrl } = credentialData(stage.emulator);

		await dialog.fill({ accountSid, authToken: 'wrong', baseUrl });
		await dialog.save();
		expect(await dialog.failure()).toContain('Twilio did not accept the credential.');

		await dialog.fill({ authToken });
		await dialog.save();
		await dialog.closed();

		await panel.editCredential();
		await dialog.success.waitFor();
		expect(await dialog.success.innerText()).toContain('Connection tested successfully');
		await dialog.close();
	});

	it.each([
		['conversations.twilio.com', "'Base URL' in the credential is not a usable address"],
		['https://conversations.twilio.com/v2', "'Base URL' in the credential is not a usable address"],
		['http://127.0.0.1:9', "No connection to 127.0.0.1:9. Nothing was sent. Check 'Base URL'"],
	])('says in words that the Base URL %s is wrong', async (baseUrl, expected) => {
		const { stage, editor } = place;
		const dialog = new CredentialDialog(editor.page);
		await panel.newCredential();
		const { accountSid, authToken } = credentialData(stage.emulator);
		await dialog.fill({ accountSid, authToken, baseUrl });
		await dialog.save();
		const said = await dialog.failure();
		expect(said).toContain(expected);
		expect(said).not.toMatch(/ERR_INVALID_URL|undefined/);
		await dialog.close();
	});

	it('shows the fields of an API key when that is chosen', async () => {
		const { stage, editor } = place;
		const dialog = new CredentialDialog(editor.page);
		await panel.newCredential();
		await dialog.field('accountSid').waitFor();
		expect(await dialog.field('apiKeySid').count()).toBe(0);

		await dialog.field('authType').locator('input').click();
		await editor.page.locator('.el-select-dropdown__item:visible', { hasText: 'API Key' }).click();
		const { apiKeySid, apiKeySecret, accountSid, url } = stage.emulator;
		await dialog.fill({ accountSid, apiKeySid, apiKeySecret, baseUrl: url });
		await dialog.save();
		await dialog.closed();
		expect(stage.emulator.journal.at(-1)).toMatchObject({ status: 200 });
	});
}
