import assert from 'node:assert/strict';
import type { PaidBookingHeld, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { newVisitor, type Visitor, type VisitorOptions } from './browser.ts';
import { activeInvitees, appointmentsOf, mailsTo, patientsOf } from './holdings.ts';
import { confirm, hold, oneFollowupTime, paidRequestFor, pay, paymentsOf, viewOf } from './paid.ts';
import type { Stack } from './stack.ts';
import { eventually } from './until.ts';

/** A booking that is paid and stands, and what it was asked with. */
export interface Booked {
  held: PaidBookingHeld;
  request: PaidBookingRequest;
  /** The page of the booking, with its token. */
  page: string;
}

/** Books and pays a follow-up with Dr Dia, past the page. */
export async function bookFollowup(stack: Stack, index: number): Promise<Booked> {
  const request = paidRequestFor(await oneFollowupTime(stack, index));
  const held = await hold(stack, request);
  await pay(stack, held);
  await confirm(stack, held);
  return { held, request, page: held.manageUrl };
}

/** The page of a booking as a person meets it. */
export interface ManageWidget {
  heading(words: string | RegExp): Locator;
  button(words: string | RegExp): Locator;
  /** The free times of Dr Dia on the day that is shown. */
  times(): Locator;
  /** From the page to the question, with the first day after the one that is shown. Gives back the chosen start. */
  chooseAnother(press?: (target: Locator) => Promise<void>): Promise<void>;
}

/** A person with a booking, on a device in Melbourne. */
export async function managingVisitor(
  browser: Browser,
  stack: Stack,
  options: Partial<VisitorOptions> = {},
): Promise<Visitor & { widget: ManageWidget }> {
  const visitor = await newVisitor(browser, {
    now: stack.now(),
    origin: stack.url,
    payments: stack.env.STRIPE_API_BASE ?? '',
    ...options,
  });
  return { ...visitor, widget: manageWidget(visitor.page) };
}

function manageWidget(page: Page): ManageWidget {
  const widget: ManageWidget = {
    heading: (words) => page.getByRole('heading', { name: words }),
    button: (words) => page.getByRole('button', { name: words }),
    times: () => page.getByRole('button', { name: /^\d+:\d\d\s[ap]m .*with Dr Dia/ }),
    async chooseAnother(press = (target) => target.click()) {
      await press(widget.button(/^Move this appointment/));
      await widget.times().first().waitFor();
      await press(widget.button(/^Next available day/));
      await press(widget.times().last());
      await press(widget.button('Continue'));
      await widget.heading('Move your appointment?').waitFor();
    },
  };
  return widget;
}

/**
 * Fails unless Stripe, Calendly, MediRecords, the mailbox and our API say the same about an appointment that moved:
 * it is held once, at its new time, and its payment stays. Waits for what jobs do later.
 * @returns the new start
 */
export async function agreeMoved(stack: Stack, { held, request }: Booked): Promise<string> {
  return eventually(async () => {
    const view = await viewOf(stack, held);
    assert.equal(view.status, 'confirmed');
    assert.equal(view.moving, null);
    assert.notEqual(view.start, request.start, 'the time is new');
    assert.deepEqual(view.movedFrom, { start: request.start, practitionerId: request.practitionerId });
    await agreeOnce(stack, { held, request }, view.start);
    const mails = await mailsTo(stack, request.patient.email);
    const moved = mails.filter(({ subject }) => subject.startsWith('Moved:'));
    assert.equal(new Set(moved.map(({ messageId }) => messageId)).size, 1, 'one mail about the move');
    assert.ok(moved[0]?.attachments.some((name) => name.endsWith('.ics')));
    return view.start;
  });
}

/** Fails unless the appointment that was booked stands at its old time, everywhere, once. */
export async function agreeKept(stack: Stack, booked: Pick<Booked, 'held' | 'request'>): Promise<void> {
  await eventually(async () => {
    const view = await viewOf(stack, booked.held);
    assert.equal(view.status, 'confirmed');
    assert.equal(view.start, booked.request.start);
    assert.equal(view.moving, null);
    await agreeOnce(stack, booked, booked.request.start);
  });
}

async function agreeOnce(
  stack: Stack,
  { held, request }: Pick<Booked, 'held' | 'request'>,
  start: string,
): Promise<void> {
  const { amountCents } = held.price;
  assert.deepEqual(await paymentsOf(stack, held.bookingId), [
    { status: 'succeeded', amount: amountCents, receivedCents: amountCents, refundedCents: 0 },
  ]);
  const invitees = (await activeInvitees(stack)).filter((one) => one.bookingId === held.bookingId);
  assert.deepEqual(
    invitees.map((one) => Date.parse(one.start)),
    [Date.parse(start)],
    'one appointment in the calendar',
  );
  const patients = await patientsOf(stack, request.patient.email);
  assert.equal(patients.length, 1, 'one patient');
  const filed = await appointmentsOf(stack, patients[0]?.id ?? '');
  assert.equal(filed.length, 1, 'one appointment in the records');
  assert.equal(filed[0]?.localStart, melbourneTime(start));
}

/** `YYYY-MM-DDThh:mm` on the clinic's clock. */
function melbourneTime(instant: string): string {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Australia/Melbourne',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant));
  return shown.replace(' ', 'T');
}
