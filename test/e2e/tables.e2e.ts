import { tables } from './suites/tables';
import { tool } from './suites/tool';
import { useWorkplace } from './workplace';

const place = useWorkplace('tables');

describe('the table of what a step gives out', () => tables(place));
describe('the node as a tool', () => tool(place));
