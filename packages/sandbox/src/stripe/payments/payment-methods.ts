import { StripeFailure } from '../http/failure.ts';
import type { Form } from '../http/form.ts';
import { Params } from '../http/params.ts';
import type { PaymentMethod } from '../model.ts';
import { newId, type PaymentStore } from './payment-store.ts';
import { addsUp, cardByNumber, type TestCard, testCards } from './test-cards.ts';

const known = [
  'type',
  'card',
  'billing_details',
  'metadata',
  'allow_redisplay',
  'expand',
  'key',
  'payment_user_agent',
];

/** `POST /v1/payment_methods`. Takes test cards only; a real card's number is refused and never kept. */
export function createPaymentMethod(store: PaymentStore, form: Form): PaymentMethod {
  const params = new Params(form, known);
  params.required('type');
  return methodFromCard(store, params.inner('card') ?? {}, params.inner('billing_details') ?? {});
}

export function methodFromCard(store: PaymentStore, card: Form, billing: Form): PaymentMethod {
  const number = textOf(card.number);
  const month = Number(textOf(card.exp_month));
  const year = fourDigits(Number(textOf(card.exp_year)));
  const cvc = textOf(card.cvc);
  if (!addsUp(number)) throw wrongCard('incorrect_number', 'Your card number is incorrect.', 'number');
  if (!Number.isInteger(month) || month < 1 || month > 12) {
    throw wrongCard('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  }
  if (isOver(month, year, store.now())) {
    throw wrongCard('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  }
  if (!/^\d{3,4}$/.test(cvc)) {
    throw wrongCard('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  }
  const found = cardByNumber(number);
  if (!found) {
    throw new StripeFailure(402, {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'test_mode_live_card',
      message: 'Your card was declined. Your request was in test mode, but used a non test card.',
    });
  }
  return add(store, found, {
    month,
    year,
    name: textOrNull(billing.name),
    email: textOrNull(billing.email),
  });
}

/** `pm_card_visa` and its like stand for a new payment method each time they are used. */
export function methodByName(store: PaymentStore, name: string): PaymentMethod {
  const method = store.model.paymentMethods.get(name);
  if (method) return method;
  const card = testCards.find(({ paymentMethod }) => paymentMethod === name);
  if (!card) {
    throw new StripeFailure(404, {
      type: 'invalid_request_error',
      code: 'resource_missing',
      message: `No such PaymentMethod: '${name}'`,
      param: 'payment_method',
    });
  }
  const year = store.now().getUTCFullYear() + 3;
  return add(store, card, { month: 8, year, name: null, email: null });
}

function add(
  store: PaymentStore,
  card: TestCard,
  details: { month: number; year: number; name: string | null; email: string | null },
): PaymentMethod {
  const method: PaymentMethod = {
    id: newId('pm_1'),
    card,
    expMonth: details.month,
    expYear: details.year,
    name: details.name,
    email: details.email,
    created: store.now(),
  };
  store.model.paymentMethods.set(method.id, method);
  return method;
}

function wrongCard(code: string, message: string, param: string): StripeFailure {
  return new StripeFailure(402, { type: 'card_error', code, message, param });
}

function isOver(month: number, year: number, now: Date): boolean {
  return (
    !Number.isInteger(year) || Date.UTC(year, month, 1) <= now.getTime() || year > now.getUTCFullYear() + 50
  );
}

function fourDigits(year: number): number {
  return year < 100 ? 2000 + year : year;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textOrNull(value: unknown): string | null {
  return textOf(value) || null;
}
