export { PaidFlow } from './paid-flow.ts';
