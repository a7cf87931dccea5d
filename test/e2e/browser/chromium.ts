/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { canRun } from '../../support/canRun';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const ON_MACOS = [
	'Chromium.app/Contents/MacOS/Chromium',
	'Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Without these, the browser calls home; as root it only starts without its sandbox. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * @returns path of a Chromium or Chrome of this machine
 * @throws Error that says how to get one
 */
export function findChromium(): string {
	const { CHROMIUM_PATH: chosen, PATH = '' } = process.env;
	if (chosen !== undefined && chosen !== '') {
		if (canRun(chosen)) return chosen;
		throw new Error(`CHROMIUM_PATH names a program that cannot be run: ${chosen}`);
	}
	const folders = [...PATH.split(delimiter).filter(Boolean), '/usr/bin', '/snap/bin'];
	const found = [
		...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
		...ON_MACOS.map((name) => join('/Applications', name)),
	].find(canRun);
	if (found !== undefined) return found;
	throw new Error(
		[
			'The browser tests need Chromium or Chrome, and found none on this machine.',
			'  Debian, Ubuntu: sudo apt-get install chromium',
			'  Fedora:         sudo dnf install chromium',
			'  macOS:          brew install --cask chromium',
			'If it is somewhere else, set CHROMIUM_PATH to its program.',
		].join('\n'),
	);
}

export async function launchChromium(): Promise<Browser> {
	return await chromium.launch({ executablePath: findChromium(), args: FLAGS });
}
