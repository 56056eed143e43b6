import { invalid } from '../http/failure.ts';
import type { Form } from '../http/form.ts';
import { Params } from '../http/params.ts';
import { intentWire } from '../http/wire.ts';
import type { Intent, IntentStatus, PaymentMethod } from '../model.ts';
import { authoriseAndTell, decline, startSecondStep } from './authorisation.ts';
import { methodByName, methodFromCard } from './payment-methods.ts';
import { intentById, newId, type PaymentStore } from './payment-store.ts';
import { unexpected } from './unexpected-state.ts';

/** Stripe's smallest amounts, in the smallest unit. Other currencies have no smallest amount here. */
const leastAmounts: Record<string, number> = { aud: 50, usd: 50, nzd: 50, eur: 50, gbp: 30 };
const largestAmount = 99_999_999;

const settable = [
  'amount',
  'currency',
  'description',
  'metadata',
  'receipt_email',
  'statement_descriptor_suffix',
  'setup_future_usage',
  'payment_method',
  'capture_method',
  'expand',
];
const creatable = [
  ...settable,
  'automatic_payment_methods',
  'allowed_payment_method_types',
  'excluded_payment_method_types',
  'confirm',
  'return_url',
  'use_stripe_sdk',
];
const confirmable = [
  'payment_method',
  'payment_method_data',
  'return_url',
  'use_stripe_sdk',
  'receipt_email',
  'client_secret',
  'key',
  'capture_method',
  'setup_future_usage',
  'expected_payment_method_type',
  'expand',
];

const open: readonly IntentStatus[] = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

export function createIntent(store: PaymentStore, form: Form): Intent {
  const params = new Params(form, creatable);
  const currency = params.required('currency').toLowerCase();
  const intent: Intent = {
    id: newId('pi_3'),
    clientSecret: '',
    amount: amountOf(params, currency),
    currency,
    captureMethod:
      params.oneOf('capture_method', ['automatic', 'automatic_async', 'manual']) ?? 'automatic_async',
    status: 'requires_payment_method',
    metadata: params.metadata(),
    description: params.text('description'),
    receiptEmail: emailOf(params),
    statementDescriptorSuffix: params.text('statement_descriptor_suffix'),
    allowRedirects:
      params.inner('automatic_payment_methods')?.allow_redirects === 'never' ? 'never' : 'always',
    setupFutureUsage: params.oneOf('setup_future_usage', ['off_session', 'on_session']),
    amountCapturable: 0,
    amountReceived: 0,
    paymentMethodId: null,
    latestChargeId: null,
    lastError: null,
    nextAction: null,
    canceledAt: null,
    cancellationReason: null,
    created: store.now(),
  };
  intent.clientSecret = `${intent.id}_secret_${newId('', 25)}`;
  const named = params.text('payment_method');
  const method = named === null ? null : methodByName(store, named);
  store.model.intents.set(intent.id, intent);
  store.emit('payment_intent.created', intentWire(store.model, intent));
  if (method) {
    intent.paymentMethodId = method.id;
    intent.status = 'requires_confirmation';
  }
  if (params.flag('confirm')) confirmWith(store, intent, method, params);
  return intent;
}

export function updateIntent(store: PaymentStore, id: string, form: Form): Intent {
  const params = new Params(form, settable);
  const intent = intentById(store, id);
  if (
    !open.includes(intent.status) &&
    (params.has('amount') || params.has('currency') || params.has('payment_method'))
  ) {
    throw unexpected(
      store,
      intent,
      `This PaymentIntent's amount could not be updated because it has a status of ${intent.status}. You may only update the amount of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`,
    );
  }
  const currency = params.text('currency')?.toLowerCase() ?? intent.currency;
  const amount = params.has('amount') ? amountOf(params, currency) : intent.amount;
  const metadata = params.metadata(intent.metadata);
  const receiptEmail = params.has('receipt_email') ? emailOf(params) : intent.receiptEmail;
  const named = params.text('payment_method');
  if (named !== null) {
    intent.paymentMethodId = methodByName(store, named).id;
    intent.status = 'requires_confirmation';
  }
  Object.assign(intent, { currency, amount, metadata, receiptEmail });
  if (params.has('description')) intent.description = params.text('description');
  return intent;
}

/** Takes a card in the body as Stripe.js sends it (`payment_method_data`), or a payment method by its id. */
export function confirmIntent(store: PaymentStore, id: string, form: Form): Intent {
  const params = new Params(form, confirmable);
  const intent = intentById(store, id);
  if (!open.includes(intent.status)) {
    throw unexpected(
      store,
      intent,
      intent.status === 'canceled'
        ? 'You cannot confirm this PaymentIntent because it has a status of canceled.'
        : 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
    );
  }
  const named = params.text('payment_method');
  const data = params.inner('payment_method_data');
  const kept = intent.status === 'requires_payment_method' ? null : intent.paymentMethodId;
  const method = data
    ? methodFromCard(store, formOf(data.card), formOf(data.billing_details))
    : named !== null || kept !== null
      ? methodByName(store, named ?? kept ?? '')
      : null;
  if (params.has('receipt_email')) intent.receiptEmail = emailOf(params);
  confirmWith(store, intent, method, params);
  return intent;
}

function confirmWith(
  store: PaymentStore,
  intent: Intent,
  method: PaymentMethod | null,
  params: Params,
): void {
  if (!method) {
    throw unexpected(
      store,
      intent,
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    );
  }
  const returnUrl = params.text('return_url');
  const inBrowser = params.flag('use_stripe_sdk');
  if (!inBrowser && returnUrl === null && intent.allowRedirects === 'always') {
    throw invalid(
      'This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`.',
      { param: 'return_url' },
    );
  }
  intent.paymentMethodId = method.id;
  intent.lastError = null;
  if (method.card.secondStep) {
    startSecondStep(
      store,
      intent,
      inBrowser || returnUrl === null ? { kind: 'use_stripe_sdk' } : { kind: 'redirect_to_url', returnUrl },
    );
    return;
  }
  if (method.card.decline) throw decline(store, intent, method, method.card.decline);
  authoriseAndTell(store, intent, method, { secondStepDone: false });
}

function amountOf(params: Params, currency: string): number {
  const amount = params.integer('amount');
  if (amount === null) {
    throw invalid('Missing required param: amount.', { code: 'parameter_missing', param: 'amount' });
  }
  if (amount < 1)
    throw invalid('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  if (amount < (leastAmounts[currency] ?? 1)) {
    throw invalid(`Amount must be at least the minimum charge amount for ${currency}.`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amount > largestAmount) {
    throw invalid('Amount must be no more than $999,999.99', { code: 'amount_too_large', param: 'amount' });
  }
  return amount;
}

function emailOf(params: Params): string | null {
  const value = params.text('receipt_email');
  if (value !== null && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)) {
    throw invalid(`Invalid email address: ${value}`, { code: 'email_invalid', param: 'receipt_email' });
  }
  return value;
}

function formOf(value: unknown): Form {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
