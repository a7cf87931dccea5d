import type { Resource } from '../describe';
import { addCaptureRule } from './addCaptureRule';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { patch } from './patch';
import { removeCaptureRule } from './removeCaptureRule';
import { update } from './update';

export const configuration: Resource = {
	name: 'Configuration',
	value: 'configuration',
	operations: [getMany, addCaptureRule, create, remove, get, patch, removeCaptureRule, update],
};
