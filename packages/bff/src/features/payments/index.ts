export { cancelUnpaid } from './cancel-unpaid.ts';
export type { PaymentDeps } from './deps.ts';
export { bookingsWithMoneyTaken, bookingsWithOpenPayment, erasePayments } from './erase-payment.ts';
export { paymentsFeature } from './feature.ts';
export { disputeTask, stuckPaymentTask } from './payment-tasks.ts';
export { preparePayment } from './prepare-payment.ts';
export { captureNow, lookAtPayment } from './reconcile-payment.ts';
export { resumePayments } from './resume-payments.ts';
export { paymentOf, paymentSetupOf, type StoredPayment, setPaymentGoal } from './stored-payment.ts';
