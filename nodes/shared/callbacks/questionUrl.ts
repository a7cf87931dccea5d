import { tryUrl } from '../../api/url';
import { queryValue } from './signedUrlForms';

/**
 * Says until when the execution behind a URL waits for a reply: seconds since 1970, 0 without a limit.
 * n8n looks at other parameters only, and Twilio signs it with the rest.
 */
const ENDS = 'questionEnds';

const SECOND_MS = 1000;

/**
 * The URL that replies to a question are sent to.
 *
 * @param resumeUrl where n8n resumes the step
 * @param until undefined: it waits without a limit
 */
export function questionUrl(resumeUrl: string, until: Date | undefined): string {
	const ends = until === undefined ? 0 : Math.ceil(until.getTime() / SECOND_MS);
	return `${resumeUrl}${resumeUrl.includes('?') ? '&' : '?'}${ENDS}=${ends}`;
}

/** @returns what a URL says about its end, as it stands there; undefined where it is for no question */
export function endIn(url: string): string | undefined {
	const ends = queryValue(url, ENDS);
	return ends !== undefined && /^\d{1,12}$/.test(ends) ? ends : undefined;
}

/**
 * When the question behind a URL ends.
 *
 * @returns undefined where it has no end, or where the URL is for no question
 */
export function endOfQuestion(url: string): Date | undefined {
	const ends = Number(endIn(url) ?? 0);
	return ends === 0 ? undefined : new Date(ends * SECOND_MS);
}

/**
 * Tells what questions have left behind: those whose time is over, and what the same step of the same
 * execution asked before. Nobody else's URL is one of them.
 *
 * @param own the URL of the question that is asked now
 * @param now milliseconds since 1970
 */
export function isLeftoverOf(own: string, now: number): (url: unknown) => boolean {
	return (url) => {
		if (typeof url !== 'string' || endIn(url) === undefined) return false;
		const end = endOfQuestion(url);
		const isOver = end !== undefined && end.getTime() <= now;
		return isOver || addressOf(url) === addressOf(own);
	};
}

/** Without the query; the path names execution and node. */
function addressOf(url: string): string {
	const { origin, pathname } = tryUrl(url) ?? { origin: url, pathname: '' };
	return origin + pathname;
}
