import { inventedId } from '../../control/invented-id.ts';
import type { Charge, EventRecord, Intent, LastError, Model, PaymentMethod, Refund } from '../model.ts';

/** The API version whose shapes these are; an endpoint's events carry its own version, and this is ours. */
const apiVersion = '2026-10-28.endive';

export const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

const noAddress = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

/**
 * The keys are those of Stripe's own fixtures (see `samples/`). `expand` names `latest_charge` or `payment_method`; anything else is not held here.
 */
export function intentWire(model: Model, intent: Intent, expand: readonly string[] = []) {
  const charge = intent.latestChargeId === null ? undefined : model.charges.get(intent.latestChargeId);
  const method =
    intent.paymentMethodId === null ? undefined : model.paymentMethods.get(intent.paymentMethodId);
  return {
    id: intent.id,
    object: 'payment_intent',
    amount: intent.amount,
    amount_capturable: intent.amountCapturable,
    amount_details: { tip: {} },
    amount_received: intent.amountReceived,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: intent.allowRedirects, enabled: true },
    canceled_at: intent.canceledAt ? seconds(intent.canceledAt) : null,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.clientSecret,
    confirmation_method: 'automatic',
    created: seconds(intent.created),
    currency: intent.currency,
    customer: null,
    customer_account: null,
    description: intent.description,
    excluded_payment_method_types: null,
    last_payment_error: intent.lastError ? lastErrorWire(model, intent.lastError) : null,
    latest_charge:
      expand.includes('latest_charge') && charge ? chargeWire(model, charge) : intent.latestChargeId,
    livemode: false,
    managed_payments: null,
    metadata: { ...intent.metadata },
    next_action: nextActionWire(intent),
    on_behalf_of: null,
    payment_method: expand.includes('payment_method') && method ? methodWire(method) : intent.paymentMethodId,
    payment_method_configuration_details: null,
    payment_method_options: { card: { installments: null, mandate_options: null, network: null } },
    payment_method_types: ['card'],
    processing: null,
    receipt_email: intent.receiptEmail,
    review: null,
    setup_future_usage: intent.setupFutureUsage,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent.statementDescriptorSuffix,
    status: intent.status,
    transfer_data: null,
    transfer_group: null,
  };
}

/** What a publishable key may see: nothing of the clinic's own. */
export function intentForBrowser(model: Model, intent: Intent) {
  const all = intentWire(model, intent, ['payment_method']);
  return {
    id: all.id,
    object: all.object,
    amount: all.amount,
    automatic_payment_methods: all.automatic_payment_methods,
    canceled_at: all.canceled_at,
    cancellation_reason: all.cancellation_reason,
    capture_method: all.capture_method,
    client_secret: all.client_secret,
    confirmation_method: all.confirmation_method,
    created: all.created,
    currency: all.currency,
    description: all.description,
    last_payment_error: all.last_payment_error,
    livemode: all.livemode,
    next_action: all.next_action,
    payment_method: intent.paymentMethodId,
    payment_method_types: all.payment_method_types,
    processing: all.processing,
    receipt_email: all.receipt_email,
    setup_future_usage: all.setup_future_usage,
    shipping: all.shipping,
    status: all.status,
  };
}

function nextActionWire(intent: Intent) {
  if (!intent.nextAction) return null;
  if (intent.nextAction.kind === 'use_stripe_sdk') {
    return {
      type: 'use_stripe_sdk',
      use_stripe_sdk: { type: 'stripe_3ds2_fingerprint', three_d_secure_2_source: intent.id },
    };
  }
  return {
    type: 'redirect_to_url',
    redirect_to_url: {
      return_url: intent.nextAction.returnUrl,
      url: `/3d_secure_2/hosted?payment_intent=${intent.id}&client_secret=${intent.clientSecret}`,
    },
  };
}

function lastErrorWire(model: Model, error: LastError) {
  const method = model.paymentMethods.get(error.paymentMethodId);
  return {
    ...(error.chargeId === null ? {} : { charge: error.chargeId }),
    code: error.code,
    ...(error.declineCode === null ? {} : { decline_code: error.declineCode }),
    doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll('_', '-')}`,
    message: error.message,
    ...(method ? { payment_method: methodWire(method) } : {}),
    type: error.code === 'payment_intent_authentication_failure' ? 'invalid_request_error' : 'card_error',
  };
}

export function chargeWire(model: Model, charge: Charge) {
  const method = model.paymentMethods.get(charge.paymentMethodId);
  const intent = model.intents.get(charge.intentId);
  const failed = charge.failure;
  return {
    id: charge.id,
    object: 'charge',
    amount: charge.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: charge.amountRefunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: charge.captured ? charge.id.replace('ch_', 'txn_') : null,
    billing_details: billingDetails(method),
    calculated_statement_descriptor: 'TEST CLINIC',
    captured: charge.captured,
    created: seconds(charge.created),
    currency: charge.currency,
    customer: null,
    description: intent?.description ?? null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failed?.code ?? null,
    failure_message: failed?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent?.metadata },
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: failed ? '05' : null,
      network_status: failed ? 'declined_by_network' : 'approved_by_network',
      reason: failed ? (failed.declineCode ?? failed.code) : null,
      risk_level: 'normal',
      seller_message: failed ? 'The bank returned a decline.' : 'Payment complete.',
      type: failed ? 'issuer_declined' : 'authorized',
    },
    paid: charge.status === 'succeeded',
    payment_intent: charge.intentId,
    payment_method: charge.paymentMethodId,
    payment_method_details: {
      card: cardDetails(charge, method),
      type: 'card',
    },
    receipt_email: intent?.receiptEmail ?? null,
    receipt_number: null,
    receipt_url: null,
    refunded: charge.amountRefunded >= charge.amount,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent?.statementDescriptorSuffix ?? null,
    status: charge.status,
    transfer_data: null,
    transfer_group: null,
  };
}

function cardDetails(charge: Charge, method: PaymentMethod | undefined) {
  return {
    amount_authorized: charge.failure ? null : charge.amount,
    authorization_code: null,
    brand: method?.card.brand ?? null,
    ...(charge.captureBefore && !charge.captured ? { capture_before: seconds(charge.captureBefore) } : {}),
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: method?.card.country ?? null,
    exp_month: method?.expMonth ?? null,
    exp_year: method?.expYear ?? null,
    extended_authorization: { status: 'disabled' },
    fingerprint: method ? fingerprintOf(method) : null,
    funding: method?.card.funding ?? null,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: method?.card.number.slice(-4) ?? null,
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: method?.card.brand ?? null,
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: charge.amount, status: 'unavailable' },
    regulated_status: null,
    three_d_secure: charge.secondStepDone ? { result: 'authenticated', version: '2.2.0' } : null,
    transaction_link_id: null,
    wallet: null,
  };
}

/** The same for the same card number, and not the number. */
function fingerprintOf(method: PaymentMethod): string {
  return inventedId('stripe', 'card', method.card.number).replaceAll('-', '').slice(0, 16);
}

export function refundWire(refund: Refund) {
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    balance_transaction: refund.status === 'succeeded' ? refund.id.replace('re_', 'txn_') : null,
    charge: refund.chargeId,
    created: seconds(refund.created),
    currency: refund.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: { ...refund.metadata },
    payment_intent: refund.intentId,
    payment_method: null,
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  };
}

export function methodWire(method: PaymentMethod) {
  return {
    id: method.id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: billingDetails(method),
    card: {
      brand: method.card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'unchecked' },
      country: method.card.country,
      display_brand: method.card.brand,
      exp_month: method.expMonth,
      exp_year: method.expYear,
      fingerprint: fingerprintOf(method),
      funding: method.card.funding,
      generated_from: null,
      last4: method.card.number.slice(-4),
      networks: { available: [method.card.brand], preferred: null },
      regulated_status: null,
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: seconds(method.created),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
}

function billingDetails(method: PaymentMethod | undefined) {
  return {
    address: noAddress,
    email: method?.email ?? null,
    name: method?.name ?? null,
    phone: null,
    tax_id: null,
  };
}

export function eventWire(event: EventRecord, pendingWebhooks: number) {
  return {
    id: event.id,
    object: 'event',
    api_version: apiVersion,
    created: seconds(event.created),
    data: { object: event.object },
    livemode: false,
    pending_webhooks: pendingWebhooks,
    request: { id: event.requestId, idempotency_key: event.idempotencyKey },
    type: event.type,
  };
}

export function listWire(url: string, data: readonly unknown[], hasMore: boolean) {
  return { object: 'list', data, has_more: hasMore, url };
}
