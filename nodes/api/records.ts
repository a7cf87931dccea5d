export { addressLines } from './address';
export { withoutNulls } from './json';
