// No console guard: engines write there, too. What an engine reports about its own rules is a finding.
import { type Finding, findings, loadIbm } from '@botaniqal/widgets/accessibility/engines.ts';
import { isFalsePositive } from '@botaniqal/widgets/accessibility/false-positives.ts';
import { stopClockAt } from '@botaniqal/widgets/testing/device/fixed-date.ts';
import { allByRole, deep, type Name } from '@botaniqal/widgets/testing/queries.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../src/app/desk-app.ts';
import { permissionsOfManager, playServer, problem } from '../src/testing/play-server.ts';
import { sampleNow } from '../src/testing/sample-day.ts';

interface Opened {
  /** Below `/desk/`. */
  path: string;
  /** The screen is there as soon as this can be found. */
  role: string;
  name: Name;
  /** Pressed then. */
  press?: Name;
}

const permissions = [
  ...permissionsOfManager,
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

const opened: readonly Opened[] = [
  { path: 'today', role: 'link', name: /Robin T\./ },
  { path: 'today/week', role: 'link', name: /Robin T\./ },
  { path: 'phone', role: 'textbox', name: 'First name' },
  { path: 'phone/session/t-robin', role: 'button', name: 'Book' },
  { path: 'triage', role: 'link', name: 'Robin Sample' },
  { path: 'triage/t-robin', role: 'heading', name: 'Answers' },
  { path: 'triage/t-robin', role: 'button', name: 'Hand over', press: 'Hand over' },
  { path: 'tasks', role: 'heading', name: 'Not filed' },
  { path: 'tasks', role: 'button', name: 'Done', press: 'Done' },
  { path: 'bookings', role: 'link', name: 'Ming Zhou' },
  { path: 'bookings/b-robin', role: 'heading', name: 'What happened' },
  { path: 'bookings/b-robin', role: 'button', name: 'Cancel', press: 'Cancel' },
  { path: 'bookings/b-robin', role: 'button', name: 'Move', press: 'Move' },
  { path: 'forms', role: 'rowheader', name: /FORM-8F14E45F/ },
  { path: 'waitlist/counseling', role: 'rowheader', name: /Ann Lister/ },
  { path: 'messages', role: 'button', name: /Send again/ },
  { path: 'calendars', role: 'rowheader', name: 'K. Lim, NP' },
  { path: 'numbers', role: 'rowheader', name: 'Website' },
  { path: 'people', role: 'rowheader', name: /Sam Lee/ },
];

/** Those whose data can be missing as a whole. */
const screens: readonly (readonly [screen: string, answer: string, empty: object])[] = [
  ['bookings', '/api/staff/bookings', { bookings: [], more: false }],
  ['triage', '/api/staff/triage/queue', { sessions: [], more: false }],
  ['tasks', '/api/staff/tasks', { tasks: [] }],
  ['forms', '/api/staff/forms', { forms: [], next: null }],
  ['messages', '/api/staff/messages', { messages: [], next: null }],
  ['calendars', '/api/staff/calendars', { practitioners: [] }],
];

describe('three engines find nothing on the desk', () => {
  const address = location.href;
  let played: ReturnType<typeof playServer>;
  let startClock: () => void;

  before(async () => {
    document.documentElement.lang = 'en-AU';
    document.title = 'The desk';
    await loadIbm();
    startClock = stopClockAt(sampleNow);
  });
  after(() => startClock());
  beforeEach(() => {
    played = playServer({ session: permissions });
  });
  afterEach(() => {
    played.restore();
    history.replaceState(null, '', address);
  });

  const open = async (path: string, width = 1366): Promise<HTMLElement> => {
    await setViewport({ width, height: 900 });
    history.replaceState(null, '', `/desk/${path}`);
    return fixture<HTMLElement>(html`<desk-app></desk-app>`);
  };
  const appears = async (app: HTMLElement, role: string, name: Name) => {
    await waitUntil(() => allByRole(app, role, name).length > 0, `no ${role} ${name}`, { timeout: 8_000 });
    return allByRole(app, role, name)[0];
  };
  const findsNothing = async (app: HTMLElement) => {
    await standStill(app);
    expect((await findings()).filter((one) => !isFalsePositive(one)).map(inWords)).to.deep.equal([]);
  };

  for (const { path, role, name, press } of opened) {
    for (const width of [1366, 768]) {
      it(`at ${path}${press ? `, ${press}` : ''}, ${width} pixels wide`, async () => {
        const app = await open(path, width);
        await appears(app, role, name);
        if (press) (await appears(app, 'button', press))?.click();
        await findsNothing(app);
      });
    }
  }

  for (const [screen, path, nothing] of screens) {
    const heading = new RegExp(screen, 'i');

    it(`on ${screen} without anything in it`, async () => {
      played.answers.set(path, nothing);
      const app = await open(screen);
      await appears(app, 'heading', heading);
      await findsNothing(app);
    });

    it(`on ${screen} that cannot be read`, async () => {
      played.answers.set(path, problem(503, 'upstream_unavailable', 'The server cannot be reached.'));
      const app = await open(screen);
      await appears(app, 'button', 'Try again');
      await findsNothing(app);
    });
  }

  it('where a person signs in', async () => {
    played.session = null;
    const app = await open('');
    await appears(app, 'button', 'Send me a link');
    await findsNothing(app);
  });
});

function inWords({ engine, rule, words }: Finding): string {
  return `${engine} ${rule}: ${words}`;
}

/** The engines judge colours and places: data has come, and nothing moves any more. */
async function standStill(app: HTMLElement): Promise<void> {
  await waitUntil(() => ![...deep(app)].some((element) => element.matches('.skeleton')), 'it still loads', {
    timeout: 8_000,
  });
  const running = [...deep(app)].flatMap((element) => element.getAnimations());
  await Promise.all(running.map(({ finished }) => finished.catch(() => undefined)));
}
