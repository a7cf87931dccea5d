import { type Field, InvalidValue, type Appearance } from './field';
import { isBlank, whenBlank } from './values';

type Range = Appearance & { min: number; max?: number };

/** A whole number from `min` to `max`. */
export function integerField<Name extends string>(
	name: Name,
	displayName: string,
	initial: number,
	range: Range,
): Field<number, Name> {
	return numeric(name, displayName, initial, range, (number) => {
		if (!Number.isInteger(number)) throw new InvalidValue('must be a whole number');
	});
}

/** A number from `min` to `max`. */
export function numberField<Name extends string>(
	name: Name,
	displayName: string,
	initial: number,
	range: Range,
): Field<number, Name> {
	return numeric(name, displayName, initial, range, (number) => {
		if (!Number.isFinite(number)) throw new InvalidValue('must be a number');
	});
}

function numeric<Name extends string>(
	name: Name,
	displayName: string,
	initial: number,
	{ min, max = Number.MAX_SAFE_INTEGER, ...appearance }: Range,
	check: (number: number) => void,
): Field<number, Name> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'number',
			typeOptions: { minValue: min },
			default: initial,
			...appearance,
		},
		parse: (value, context) => {
			const number = isBlank(value) ? whenBlank(initial, context) : asNumber(value);
			check(number);
			if (number < min) throw new InvalidValue(`must be at least ${min}`);
			if (number > max) throw new InvalidValue(`must be at most ${max}`);
			return number;
		},
	};
}

/** Number() alone would also convert `true` and `[5]`. */
function asNumber(value: unknown): number {
	return typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
}
