export type { PaymentDeps, PaymentOwner } from './deps.ts';
export { endUnpaid } from './end-unpaid.ts';
export { paymentNoticeRoutes } from './notice-routes.ts';
export { preparePayment } from './prepare-payment.ts';
export { registerPayments } from './register.ts';
export { resumePayments } from './resume-payments.ts';
export { captureNow, lookAtPayment } from './settle-payment.ts';
export { clientSecretOf, paymentOf, type StoredPayment, wantOfPayment } from './stored-payment.ts';
export { paymentNotices } from './tables.ts';
