/** `1,234`; a dash for NaN. */
export function figure(value: number): string {
	return Number.isFinite(value) ? Math.round(value).toLocaleString('en-US') : '-';
}

/** `1.2 s`, from milliseconds. */
export function seconds(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `1.23 ms` */
export function milliseconds(value: number): string {
	return Number.isFinite(value) ? `${value.toFixed(2)} ms` : '-';
}

/** `1.23x` */
export function times(ratio: number): string {
	return `${ratio.toFixed(2)}x`;
}

/** `1.2 %`, from a share of 1. */
export function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}

/** `12.3 MB`, from bytes. */
export function megabytes(bytes: number): string {
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
