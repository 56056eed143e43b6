export { forgetCollected, keepCollected, noteReturned, storeCollected } from './collected.ts';
export type { PaymentDeps } from './deps.ts';
export { bookingsWithMoneyTaken, bookingsWithOpenPayment, erasePayments } from './erase-payment.ts';
export { paymentsFeature } from './feature.ts';
export { cancelUnpaid } from './goals/cancel-unpaid.ts';
export { disputeTask, stuckPaymentTask } from './goals/payment-tasks.ts';
export { recheckRefunds } from './goals/recheck-refunds.ts';
export { captureNow, lookAtPayment } from './goals/reconcile-payment.ts';
export { resumePayments } from './goals/resume-payments.ts';
export { methodWords } from './method-words.ts';
export { preparePayment } from './prepare-payment.ts';
export { type Receipt, receiptOf } from './receipt.ts';
export {
  moneyByMethod,
  moneyKept,
  moneyOf,
  paymentOf,
  paymentSetupOf,
  paymentsOf,
  refundMore,
  type StoredPayment,
  setPaymentGoal,
  tryPaymentAgain,
} from './stored-payment.ts';
