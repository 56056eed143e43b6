export { PaymentController } from './payment-controller.ts';
