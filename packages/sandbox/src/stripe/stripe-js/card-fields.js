import { validationError } from './errors.js';

/**
 * What a card form asks, and when an answer holds. The words are Stripe's.
 * @typedef {{ code: string, message: string }} Complaint
 * @typedef {object} CardField
 * @property {string} name
 * @property {string} label
 * @property {string} autocomplete
 * @property {string} placeholder
 * @property {number} maxLength
 * @property {boolean} wide
 * @property {(typed: string) => string} format
 * @property {(typed: string) => Complaint | null} complaint
 */

/** @param {string} typed */
const digitsOf = (typed) => typed.replaceAll(/\D/g, '');

/** @type {readonly CardField[]} */
export const cardFields = [
  {
    name: 'number',
    label: 'Card number',
    autocomplete: 'cc-number',
    placeholder: '1234 1234 1234 1234',
    maxLength: 23,
    wide: true,
    format: (typed) =>
      digitsOf(typed)
        .slice(0, 19)
        .replaceAll(/(\d{4})(?=\d)/g, '$1 '),
    complaint: (typed) => {
      const digits = digitsOf(typed);
      if (digits.length < 14) return incomplete('number', 'Your card number is incomplete.');
      return addsUp(digits) ? null : { code: 'invalid_number', message: 'Your card number is invalid.' };
    },
  },
  {
    name: 'expiry',
    label: 'Expiration date',
    autocomplete: 'cc-exp',
    placeholder: 'MM / YY',
    maxLength: 7,
    wide: false,
    format: formatExpiry,
    complaint: (typed) => {
      const { month, year } = expiryOf(typed);
      if (digitsOf(typed).length < 4)
        return incomplete('expiry', "Your card's expiration date is incomplete.");
      if (month < 1 || month > 12) {
        return { code: 'invalid_expiry_month', message: "Your card's expiration date is invalid." };
      }
      const over = new Date(year, month, 1) <= new Date();
      return over
        ? { code: 'invalid_expiry_year_past', message: "Your card's expiration year is in the past." }
        : null;
    },
  },
  {
    name: 'cvc',
    label: 'Security code',
    autocomplete: 'cc-csc',
    placeholder: 'CVC',
    maxLength: 4,
    wide: false,
    format: (typed) => digitsOf(typed).slice(0, 4),
    complaint: (typed) =>
      digitsOf(typed).length < 3 ? incomplete('cvc', "Your card's security code is incomplete.") : null,
  },
];

/** @param {string} typed */
export function expiryOf(typed) {
  const digits = digitsOf(typed);
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2, 4)) };
}

/** @param {string} typed */
function formatExpiry(typed) {
  const all = digitsOf(typed);
  // "5" can only be May; "05/2030", as browsers fill it in, is a year of four digits.
  const digits = /^[2-9]/.test(all) ? `0${all}` : all;
  const year = digits.length === 6 ? digits.slice(4) : digits.slice(2, 4);
  return digits.length > 2 ? `${digits.slice(0, 2)} / ${year}` : digits;
}

/**
 * @param {string} name
 * @param {string} message
 */
function incomplete(name, message) {
  const { code } = validationError(`incomplete_${name}`, message);
  return { code, message };
}

/** @param {string} digits */
function addsUp(digits) {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
