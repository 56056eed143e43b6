import '@botaniqal/widgets/testing/guards/console-guard.ts';
import { stopClockAt } from '@botaniqal/widgets/testing/device/fixed-date.ts';
import { expectAccessible } from '@botaniqal/widgets/testing/expect-accessible.ts';
import { allByRole, byRole, deep } from '@botaniqal/widgets/testing/queries.ts';
import { expect, fixture, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { html } from 'lit';
import { playServer, problem, sessionOf } from '../testing/play-server.ts';
import { sampleNow, sampleToday } from '../testing/sample-day.ts';
import { sampleAnswers, sampleBooking, sampleTriage } from '../testing/sample-desk.ts';
import type { RecordsSearch } from './phone/records-search.ts';
import './bookings/bookings-screen.ts';
import './calendars/calendars-screen.ts';
import './forms/forms-screen.ts';
import './messages/messages-screen.ts';
import './campaigns/campaigns-screen.ts';
import './numbers/numbers-screen.ts';
import './phone/phone-screen.ts';
import './tasks/tasks-screen.ts';
import './today/today-screen.ts';
import './triage/triage-screen.ts';
import './waitlist/waitlist-screen.ts';

const all = [
  'triage:read',
  'triage:update',
  'booking:create',
  'waitlist:manage',
  'tasks:manage',
  'bookings:read',
  'bookings:manage',
  'calendars:read',
  'insights:read',
];

/** Each screen: what it reads, a word that it shows then, and the answer without anything in it. */
const screens = [
  {
    tag: 'desk-today',
    rest: '',
    path: '/api/staff/today',
    shows: /Call back now/,
    nothing: { ...sampleToday, appointments: [], needsPerson: [] },
    saysNothing: /No appointments yet/,
  },
  {
    tag: 'desk-today',
    rest: 'week',
    path: '/api/staff/today',
    shows: /Waiting for payment/,
    nothing: { ...sampleToday, appointments: [], needsPerson: [] },
    saysNothing: /No appointments yet/,
  },
  {
    tag: 'desk-bookings',
    rest: '',
    path: '/api/staff/bookings',
    shows: /Ming Zhou/,
    nothing: { bookings: [], more: false },
    saysNothing: /No appointments/,
  },
  {
    tag: 'desk-triage',
    rest: '',
    path: '/api/staff/triage/queue',
    shows: /Call back now/,
    nothing: { sessions: [], more: false },
    saysNothing: /No one waits/,
  },
  {
    tag: 'desk-tasks',
    rest: '',
    path: '/api/staff/tasks',
    shows: /Red flag/,
    nothing: { tasks: [] },
    saysNothing: /Nothing is left/,
  },
  {
    tag: 'desk-forms',
    rest: '',
    path: '/api/staff/forms',
    shows: /FORM-8F14E45F/,
    nothing: { forms: [], next: null },
    saysNothing: /No form has come/,
  },
  {
    tag: 'desk-messages',
    rest: '',
    path: '/api/staff/messages',
    shows: /Not delivered/,
    nothing: { messages: [], next: null },
    saysNothing: /There is no message/,
  },
  {
    tag: 'desk-calendars',
    rest: '',
    path: '/api/staff/calendars',
    shows: /Cannot be read/,
    nothing: { practitioners: [] },
    saysNothing: /No practitioners/,
  },
  {
    tag: 'desk-campaigns',
    rest: '',
    path: '/api/staff/campaigns',
    shows: /spring_sleep/,
    nothing: {
      ...(sampleAnswers['/api/staff/campaigns'] as object),
      rows: [],
      total: { started: 0, confirmed: 0, waitlist: 0, triage: 0, revenueCents: 0 },
    },
    saysNothing: /No patient booked online/,
  },
] as const;

describe('the screens of the desk', () => {
  const before = location.href;
  let played: ReturnType<typeof playServer>;
  let startClock: () => void;
  beforeEach(async () => {
    startClock = stopClockAt(sampleNow);
    played = playServer({ session: all });
    await setViewport({ width: 1366, height: 860 });
  });
  afterEach(() => {
    startClock();
    played.restore();
    history.replaceState(null, '', before);
  });

  const open = async (tag: string, rest = '') => {
    const element = document.createElement(tag);
    Object.assign(element, { session: { ...sessionOf(all), role: 'manager' }, rest });
    return fixture(html`<main>${element}</main>`);
  };
  const textOf = (root: Element): string => {
    const words = (node: Node): string => {
      if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
      if (!(node instanceof Element) || node.matches('style')) return '';
      return [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(words).join('');
    };
    return words(root).replace(/\s+/g, ' ');
  };
  const says = (root: Element, words: RegExp) =>
    waitUntil(() => words.test(textOf(root)), `${words} is not shown`, { timeout: 5_000 });
  const appears = async (root: Element, role: string, name: string | RegExp) => {
    await waitUntil(() => allByRole(root, role, name).length > 0, `no ${role} ${name}`, { timeout: 5_000 });
    return byRole(root, role, name);
  };
  const type = (root: Element, name: string | RegExp, value: string) => {
    const field = byRole(root, 'textbox', name) as HTMLInputElement;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };

  for (const { tag, rest, path, shows, nothing, saysNothing } of screens) {
    describe(`${tag} ${rest}`, () => {
      it('shows what is there', async () => {
        const root = await open(tag, rest);
        await says(root, shows);
        await expectAccessible(root);
      });

      it('says that nothing is there', async () => {
        played.answers.set(path, nothing);
        const root = await open(tag, rest);
        await says(root, saysNothing);
        await expectAccessible(root);
      });

      it('says that it cannot be read, and tries again', async () => {
        played.answers.set(path, problem(403, 'forbidden', 'Your role may not see this.'));
        const root = await open(tag, rest);
        await says(root, /Your role may not see this/);
        await expectAccessible(root);
        played.answers.delete(path);
        (await appears(root, 'button', 'Try again')).click();
        await says(root, shows);
      });
    });
  }

  it('numbers are shown to people who see no patient', async () => {
    const root = await open('desk-numbers');
    await says(root, /\$633\.00/);
    await expectAccessible(root);
  });

  it('campaigns are shown with their revenue, by the latest or the first of each visit', async () => {
    const root = await open('desk-campaigns');
    await says(root, /spring_sleep.*google, cpc.*31.*24.*\$1,896\.00/s);
    await says(root, /Ads without a campaign name.*Meta Ads.*Fewer than 5 people/s);
    await expectAccessible(root);
    const first = structuredClone(sampleAnswers['/api/staff/campaigns']) as { rows: { campaign: string }[] };
    if (first.rows[0]) first.rows[0].campaign = 'newsletter_may';
    played.answers.set('/api/staff/campaigns', first);
    const choice = [...deep(root)].find(({ id }) => id === 'touch') as HTMLSelectElement;
    choice.value = 'first';
    choice.dispatchEvent(new Event('change'));
    await says(root, /newsletter_may/);
    await says(root, /bookmark/);
  });

  it('previews the waitlist, then launches it', async () => {
    played.answers.set('/api/staff/waitlist/counseling/launch', {
      service: 'counseling',
      dryRun: true,
      invited: [{ entryId: 'e-1', name: 'Ann Lister', email: 'ann@example.com', score: 0.8 }],
      count: 1,
      remaining: 30,
      bookBy: '2026-12-08T00:00:00Z',
      bookable: 'online',
    });
    const root = await open('desk-waitlist', 'counseling');
    await says(root, /ann@example.com/);
    await expectAccessible(root);
    type(root, 'How many', '0');
    byRole(root, 'button', 'Preview').click();
    await says(root, /Enter a whole number from 1 to 500/);
    expect(played.sent).to.deep.equal([]);
    type(root, 'How many', '1');
    byRole(root, 'button', 'Preview').click();
    await appears(root, 'heading', '1 would be invited');
    await expectAccessible(root);
    byRole(root, 'button', 'Invite 1 now').click();
    await waitUntil(() => played.sent.length === 2);
    expect(played.sent.map(({ body }) => body)).to.deep.equal([
      { batchSize: 1, dryRun: true },
      { batchSize: 1, dryRun: false },
    ]);
  });

  describe('a booking in the panel', () => {
    it('is cancelled after a question, and says what a colleague did before', async () => {
      played.answers.set(
        '/api/staff/bookings/b-robin/cancel',
        problem(409, 'changed_meanwhile', 'Alex has moved this appointment.', {
          change: {
            by: 'staff:alex@example.com',
            name: 'Alex',
            at: sampleNow,
            what: 'booking.moved',
            version: 4,
          },
        }),
      );
      const root = await open('desk-bookings', 'b-robin');
      (await appears(root, 'button', 'Cancel')).click();
      await appears(root, 'heading', 'Cancel this appointment?');
      await expectAccessible(root);
      expect(played.sent).to.deep.equal([]);
      byRole(root, 'button', 'Cancel the appointment').click();
      await says(root, /Alex has moved this appointment/);
      await says(root, /Alex, 10:40 am: Moved/);
      await expectAccessible(root);
      expect(played.sent.map(({ body }) => body)).to.deep.equal([{ refund: 'policy', version: 3 }]);
    });

    it('gives a part back only up to what was paid', async () => {
      played.answers.set('/api/staff/bookings/b-robin/refund', sampleBooking);
      const root = await open('desk-bookings', 'b-robin');
      (await appears(root, 'button', 'Refund a part')).click();
      await appears(root, 'textbox', 'Amount in dollars');
      type(root, 'Amount in dollars', '790');
      type(root, 'Reason', 'Short call');
      byRole(root, 'button', 'Refund it').click();
      await says(root, /Enter an amount up to what was paid/);
      await expectAccessible(root);
      type(root, 'Amount in dollars', '20.50');
      byRole(root, 'button', 'Refund it').click();
      await waitUntil(() => played.sent.length === 1);
      expect(played.sent[0]?.body).to.deep.equal({ amountCents: 2050, reason: 'Short call', version: 3 });
    });

    it('closes with Escape, and the focus goes back to its line', async () => {
      const root = await open('desk-bookings');
      const line = await appears(root, 'link', 'Robin Sample');
      line.focus();
      Object.assign(root.firstElementChild as object, { rest: 'b-robin' });
      const heading = await appears(root, 'heading', 'Robin Sample');
      await waitUntil(() => heading.matches(':focus'));
      heading.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
      await waitUntil(() => location.pathname === '/desk/bookings');
    });
  });

  describe('a triage session', () => {
    it('keeps the notes that were typed when a colleague was faster', async () => {
      played.answers.set('/api/staff/triage/t-robin', sampleTriage);
      const root = await open('desk-triage', 't-robin');
      await appears(root, 'textbox', 'Notes');
      await expectAccessible(root);
      played.answers.set(
        '/api/staff/triage/t-robin',
        problem(409, 'changed_meanwhile', 'Alex has this session now.', {
          change: { by: 'staff:alex@example.com', name: 'Alex', at: sampleNow, what: 'claimed', version: 3 },
        }),
      );
      type(root, 'Notes', 'Sleeps badly');
      byRole(root, 'textbox', 'Notes').dispatchEvent(new Event('blur'));
      await says(root, /Alex has this session now/);
      expect((byRole(root, 'textbox', 'Notes') as HTMLInputElement).value).to.equal('Sleeps badly');
      expect(played.sent[0]?.body).to.deep.equal({ triageNotes: 'Sleeps badly', version: 2 });
    });

    it('is handed over to a colleague', async () => {
      played.answers.set('/api/staff/triage/t-robin/hand-over', sampleTriage);
      const root = await open('desk-triage', 't-robin');
      (await appears(root, 'button', 'Hand over')).click();
      await says(root, /Alex Consultant/);
      await expectAccessible(root);
      const list = [...deep(root)].find((one) => one.id === 'to') as HTMLSelectElement;
      list.value = 'consultant@example.com';
      list.dispatchEvent(new Event('change'));
      allByRole(root, 'button', 'Hand over').at(-1)?.click();
      // Notes that were typed in the test before can be saved meanwhile.
      const handedOver = () => played.sent.find(({ path }) => path.endsWith('/hand-over'));
      await waitUntil(() => handedOver() !== undefined);
      expect(handedOver()?.body).to.deep.equal({ to: 'consultant@example.com', version: 2 });
    });
  });

  describe('a booking by phone', () => {
    const sentBookings = () => played.sent.filter(({ path }) => path === '/api/bookings/phone');
    const chooseTime = async (root: Element) => {
      (await appears(root, 'button', /^Wednesday 2 December/)).click();
      (await appears(root, 'button', /^9:30/)).click();
      (await appears(root, 'button', 'Continue')).click();
      await appears(root, 'button', 'Another time');
    };
    const answer = {
      bookingId: 'b-new',
      confirmationNumber: 'BOT-2026-1202-ABCD',
      calendlyEventCreated: true,
      medirecordsSynced: false,
      patientNotified: true,
      status: 'confirmed',
      payment: 'collected',
      price: { amountCents: 11900, currency: 'AUD' },
      practitionerId: 'dr_dia',
      scheduledTime: '2026-12-01T22:30:00Z',
      durationMinutes: 15,
      holdExpiresAt: null,
      paymentUrl: null,
    };

    it('begins with what triage knows, takes the money and says what has become of it', async () => {
      played.answers.set('/api/bookings/phone', answer);
      const root = await open('desk-phone', 'session/t-robin');
      await says(root, /Robin Sample/);
      await expectAccessible(root);
      byRole(root, 'button', 'Book').click();
      await says(root, /Choose a time\./);
      await chooseTime(root);
      byRole(root, 'radio', 'I have taken the money').click();
      await says(root, /Receipt number/);
      await expectAccessible(root);
      const method = [...deep(root)].find((one) => one.id === 'method') as HTMLSelectElement;
      method.value = 'eftpos';
      method.dispatchEvent(new Event('change'));
      type(root, 'Receipt number', 'R-1');
      byRole(root, 'button', 'Book').click();
      await appears(root, 'heading', 'Booked');
      await says(root, /Not in the practice’s records yet/);
      await expectAccessible(root);
      expect(sentBookings().map(({ body }) => body)).to.deep.equal([
        {
          triageSessionId: 't-robin',
          practitionerId: 'dr_dia',
          serviceType: 'alternative_medicine',
          appointmentType: 'initial',
          scheduledTime: '2026-12-01T22:30:00Z',
          paymentCollected: true,
          paymentMethod: 'eftpos',
          paymentReference: 'R-1',
        },
      ]);
      // What was typed is deleted on the server.
      expect(played.sent.at(-1)).to.deep.include({ path: '/api/staff/session/draft', body: { draft: null } });
    });

    it('keeps what was typed when the time is gone', async () => {
      played.answers.set(
        '/api/bookings/phone',
        problem(409, 'slot_unavailable', 'This time has just been taken.', {
          alternatives: ['2026-12-02T00:00:00Z'],
        }),
      );
      const root = await open('desk-phone', 'session/t-robin');
      await chooseTime(root);
      byRole(root, 'radio', 'Send a payment link').click();
      type(root, 'Notes', 'Likes mornings');
      (await appears(root, 'button', 'Hold the time and send the link')).click();
      await says(root, /This time has just been taken/);
      await appears(root, 'button', /^Wednesday 2 December/);
      expect((byRole(root, 'textbox', 'Notes') as HTMLInputElement).value).to.equal('Likes mornings');
      expect((byRole(root, 'radio', 'Send a payment link') as HTMLInputElement).checked).to.equal(true);
      await expectAccessible(root);
    });

    it('reads back what was typed before a reload', async () => {
      played.answers.set('/api/staff/session/draft', {
        draft: {
          from: '',
          firstName: 'Kim',
          notes: 'Half typed',
          start: '2026-12-01T22:30:00Z',
          visit: 'alternative_medicine/initial',
        },
      });
      const root = await open('desk-phone');
      const name = (await appears(root, 'textbox', 'First name')) as HTMLInputElement;
      expect(name.value).to.equal('Kim');
      await appears(root, 'button', 'Another time');
      await expectAccessible(root);
    });

    it('finds the patient while typing', async () => {
      const root = await open('desk-phone');
      await appears(root, 'textbox', 'Find the patient');
      type(root, 'Find the patient', 'rob');
      await waitUntil(() =>
        played.sent.some(
          ({ path, body }) => path.endsWith('/patients/search') && (body as { q: string }).q === 'rob',
        ),
      );
      (await appears(root, 'button', /^Robin Sample/)).click();
      await appears(root, 'button', 'Another patient');
      await expectAccessible(root);
    });
  });

  it('a new patient is looked for in the practice’s records', async () => {
    played.answers.set('/api/staff/patients/records', {
      match: null,
      resembling: [
        {
          recordId: 'r-1',
          name: 'Kim Taylor',
          dateOfBirth: '1980-02-29',
          email: 'kim@example.com',
          phone: '0491 570 157',
          page: 'https://records.example/1',
        },
      ],
      read: true,
    });
    const root = await open('desk-phone');
    (await appears(root, 'button', 'Look in the practice’s records')).click();
    await says(root, /Type the first name/);
    for (const [field, value] of [
      ['First name', 'Kim'],
      ['Last name', 'Taylor'],
      ['Email', 'kim@example.com'],
      ['Phone', '0491 570 157'],
    ] as const) {
      type(root, field, value);
    }
    const search = [...deep(root)].find(
      (one): one is RecordsSearch => one.localName === 'desk-records-search',
    );
    await waitUntil(() => search?.person.phone !== '');
    byRole(root, 'button', 'Look in the practice’s records').click();
    await appears(root, 'link', 'Kim Taylor');
    await expectAccessible(root);
    byRole(root, 'button', 'Use this date of birth').click();
    await waitUntil(() =>
      [...deep(root)].some((one) => one instanceof HTMLInputElement && one.value === '1980-02-29'),
    );
  });

  it('a task is done with a note, at the version that was seen', async () => {
    const root = await open('desk-tasks');
    await says(root, /Not filed/);
    allByRole(root, 'button', 'Done').at(-1)?.click();
    await appears(root, 'textbox', 'What was done');
    await expectAccessible(root);
    type(root, 'What was done', 'Filed by hand');
    byRole(root, 'button', 'Mark as done').click();
    // The screen of the test before may save its draft late.
    const toTask = () => played.sent.filter(({ path }) => path.startsWith('/api/staff/tasks/'));
    await waitUntil(() => toTask().length > 0);
    expect(toTask().map(({ path, body }) => ({ path, body }))).to.deep.equal([
      { path: '/api/staff/tasks/task-filing/done', body: { note: 'Filed by hand', version: 1 } },
    ]);
  });

  it('arrow keys go through the day', async () => {
    const root = await open('desk-today');
    const first = await appears(root, 'link', /Alex P\./);
    first.focus();
    const press = (key: string) => {
      const focused = [...deep(root)].find((one) => one.matches(':focus') && !one.shadowRoot);
      focused?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    };
    press('ArrowDown');
    expect((await appears(root, 'link', /Robin T\./)).matches(':focus')).to.equal(true);
    press('ArrowRight');
    expect(byRole(root, 'link', /Jo M\./).matches(':focus')).to.equal(true);
  });

  it('reads well on a tablet', async () => {
    await setViewport({ width: 768, height: 1024 });
    const root = await open('desk-today', 'booking/b-robin');
    await appears(root, 'heading', 'Robin Sample');
    await expectAccessible(root);
  });
});
