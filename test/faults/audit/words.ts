/** How messages say that a request may have been carried out. */
const DOUBT =
	/may have (been|run)|may already|may or may not have|under way|goes on at Twilio|is not finished/i;

/** How messages say that nothing was carried out. */
const DENIAL = /nothing was (done|changed|sent|created)/i;

/** Whether a text tells the reader that the request may have been carried out. */
export function admitsDoubt(text: string): boolean {
	return DOUBT.test(text);
}

/** Whether a text tells the reader that nothing was carried out. */
export function deniesEffect(text: string): boolean {
	return DENIAL.test(text);
}
