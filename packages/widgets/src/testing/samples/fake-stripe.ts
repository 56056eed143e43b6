import type { Appearance, StripeError, StripeFactory } from '../../payments/stripe-js.ts';

/** The settings and records of a fake Stripe. Only tests import it. */
export interface FakeStripe {
  /**
   * The answers to presses of "Pay", one after the other; the last one is repeated. `null`: the bank authorises the
   * card.
   */
  answers: (Partial<StripeError> | null | Promise<null>)[];
  /** Whether the card fields appear. */
  loads: boolean;
  pays: { returnUrl: string }[];
  appearances: Appearance[];
  mounts: HTMLElement[];
  destroyed: number;
  remove(): void;
}

/** Puts a fake Stripe on the page that needs no network: one text field, and the answers that the test has set. */
export function fakeStripe(answers: FakeStripe['answers'] = [null]): FakeStripe {
  const fake: FakeStripe = {
    answers,
    loads: true,
    pays: [],
    appearances: [],
    mounts: [],
    destroyed: 0,
    remove: () => {
      delete window.Stripe;
    },
  };
  const factory: StripeFactory = () => ({
    elements: ({ appearance }) => {
      fake.appearances.push(appearance);
      return {
        create: () => paymentElement(fake),
        update: (change) => void fake.appearances.push(change.appearance),
      };
    },
    confirmPayment: async ({ confirmParams }) => {
      const answer = fake.answers[Math.min(fake.pays.length, fake.answers.length - 1)];
      fake.pays.push({ returnUrl: confirmParams.return_url });
      const error = await answer;
      return error ? { error: { type: 'card_error', ...error } } : {};
    },
  });
  window.Stripe = factory;
  return fake;
}

function paymentElement(fake: FakeStripe) {
  const handlers = new Map<string, () => void>();
  return {
    mount(node: HTMLElement) {
      if (node.getRootNode() !== document) throw new Error('Elements cannot be mounted in a ShadowRoot.');
      const label = document.createElement('label');
      const input = document.createElement('input');
      label.append('Card number', input);
      node.append(label);
      fake.mounts.push(node);
      setTimeout(() => handlers.get(fake.loads ? 'ready' : 'loaderror')?.());
    },
    on: (event: string, handler: () => void) => void handlers.set(event, handler),
    destroy: () => {
      fake.destroyed += 1;
    },
  };
}
