/** Stripe's test cards: what an issuer does with each. */

export interface Decline {
  code: string;
  declineCode: string | null;
  message: string;
}

export interface TestCard {
  number: string;
  /** The payment method that stands for it without a form. */
  paymentMethod: string | null;
  brand: 'visa' | 'mastercard' | 'amex';
  country: string;
  funding: 'credit' | 'debit';
  /** What the issuer asks of the cardholder before it decides. */
  secondStep: boolean;
  decline: Decline | null;
  /** For the panel and the help under the card form. */
  does: string;
}

const declined = (declineCode: string, message = 'Your card was declined.'): Decline => ({
  code: 'card_declined',
  declineCode,
  message,
});
const insufficientFunds = declined('insufficient_funds', 'Your card has insufficient funds.');

function visa(number: string, does: string, more: Partial<TestCard> = {}): TestCard {
  return {
    number,
    paymentMethod: null,
    brand: 'visa',
    country: 'US',
    funding: 'credit',
    secondStep: false,
    decline: null,
    does,
    ...more,
  };
}

export const testCards: readonly TestCard[] = [
  visa('4242424242424242', 'Pays', { paymentMethod: 'pm_card_visa' }),
  visa('4000000360000006', 'Pays (an Australian Visa)', { paymentMethod: 'pm_card_au', country: 'AU' }),
  visa('4000056655665556', 'Pays (a debit card)', { paymentMethod: 'pm_card_visa_debit', funding: 'debit' }),
  visa('5555555555554444', 'Pays (a Mastercard)', {
    paymentMethod: 'pm_card_mastercard',
    brand: 'mastercard',
  }),
  visa('378282246310005', 'Pays (an American Express card)', {
    paymentMethod: 'pm_card_amex',
    brand: 'amex',
  }),
  visa('4000000000000002', 'Is declined', {
    paymentMethod: 'pm_card_visa_chargeDeclined',
    decline: declined('generic_decline'),
  }),
  visa('4000000000009995', 'Is declined: not enough money', {
    paymentMethod: 'pm_card_visa_chargeDeclinedInsufficientFunds',
    decline: insufficientFunds,
  }),
  visa('4000000000009987', 'Is declined: reported lost', {
    paymentMethod: 'pm_card_visa_chargeDeclinedLostCard',
    decline: declined('lost_card'),
  }),
  visa('4000000000000069', 'Is declined: out of date', {
    paymentMethod: 'pm_card_chargeDeclinedExpiredCard',
    decline: { code: 'expired_card', declineCode: null, message: 'Your card has expired.' },
  }),
  visa('4000000000000127', 'Is declined: wrong security code', {
    paymentMethod: 'pm_card_chargeDeclinedIncorrectCvc',
    decline: { code: 'incorrect_cvc', declineCode: null, message: "Your card's security code is incorrect." },
  }),
  visa('4000000000000119', 'Is declined: the bank could not work it out', {
    paymentMethod: 'pm_card_chargeDeclinedProcessingError',
    decline: {
      code: 'processing_error',
      declineCode: null,
      message: 'An error occurred while processing your card. Try again in a little bit.',
    },
  }),
  visa('4000002500003155', 'Asks for a second step, then pays', {
    paymentMethod: 'pm_card_authenticationRequiredOnSetup',
    secondStep: true,
  }),
  visa('4000002760003184', 'Asks for a second step, then pays', {
    paymentMethod: 'pm_card_authenticationRequired',
    secondStep: true,
  }),
  visa('4000000000003220', 'Asks for a second step, then pays', {
    paymentMethod: 'pm_card_threeDSecure2Required',
    secondStep: true,
  }),
  visa('4000008400001629', 'Asks for a second step, then is declined', {
    paymentMethod: 'pm_card_threeDSecureRequiredChargeDeclined',
    secondStep: true,
    decline: declined('generic_decline'),
  }),
  visa('4000008260003178', 'Asks for a second step, then is declined: not enough money', {
    paymentMethod: 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
    secondStep: true,
    decline: insufficientFunds,
  }),
];

export function cardByNumber(number: string): TestCard | undefined {
  return testCards.find((card) => card.number === number.replaceAll(/\s/g, ''));
}

/** Luhn's check digit. */
export function addsUp(number: string): boolean {
  const digits = number.replaceAll(/\s/g, '');
  if (!/^\d{12,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
