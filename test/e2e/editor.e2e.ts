import { credential } from './suites/credential';
import { fields } from './suites/fields';
import { finding } from './suites/finding';
import { guides } from './suites/guides';
import { pickers } from './suites/pickers';
import { running } from './suites/running';
import { useWorkplace } from './workplace';

const place = useWorkplace('editor');

describe('the list of nodes', () => finding(place));
describe('the credential', () => credential(place));
describe('a picker', () => pickers(place));
describe('a step that is executed', () => running(place));
describe('a guide', () => guides(place));
describe('the fields of an operation', () => fields(place));
