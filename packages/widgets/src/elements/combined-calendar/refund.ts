/** What words a refund, in a file that the calendar loads once a patient has chosen a time with a price. */
export { refundWords } from '../../copy/booking/refund.ts';
