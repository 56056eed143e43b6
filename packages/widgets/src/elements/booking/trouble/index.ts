export { Trouble } from './trouble.ts';
