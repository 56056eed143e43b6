export { PaidFlow } from './payment-controller.ts';
