import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { DeskSession, LiveKind } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { StaffCounts } from '@botaniqal/shared/contracts/staff/today.ts';
import type { TriageQueue } from '@botaniqal/shared/contracts/staff/triage.ts';
import { html, type TemplateResult } from 'lit';
import { read } from '../api/client.ts';
import { triageQueuePath } from '../screens/triage/triage-paths.ts';

/** What a screen is given by the app. */
interface ScreenInput {
  session: DeskSession;
  /** What follows the screen in the address, such as an id. */
  rest: string;
}

/** A screen of the desk. Its code is loaded when it is opened for the first time. */
export interface Screen {
  /** In the address, and the folder below `screens/`. */
  id: string;
  label: string;
  /** Who lacks it does not see the screen. The server refuses its routes as well. */
  permission: string;
  /** A key that opens it, shown beside the label. */
  key?: string;
  /** Where it stands in the navigation. */
  group: 'work' | 'clinic';
  load(): Promise<unknown>;
  /** The number beside the label, such as how many wait. It is read again when one of the kinds has changed. */
  count?: { kinds: readonly LiveKind[]; read(signal: AbortSignal): Promise<number> };
  draw(input: ScreenInput): TemplateResult;
}

/** One of the numbers that are counted together on the server. */
function counted(what: keyof StaffCounts): (signal: AbortSignal) => Promise<number> {
  return async (signal) => (await read<StaffCounts>(endpoints.staffCounts, signal))[what] ?? 0;
}

/** The screens, in the order of the navigation. A screen is here as soon as it works, and not before. */
const screens: readonly Screen[] = [
  {
    id: 'today',
    label: 'Today',
    permission: 'bookings:read',
    group: 'work',
    load: () => import('../screens/today/today-screen.ts'),
    count: { kinds: ['booking'], read: counted('today') },
    draw: ({ session, rest }) => html`<desk-today .session=${session} .rest=${rest}></desk-today>`,
  },
  {
    id: 'phone',
    label: 'Book by phone',
    permission: 'booking:create',
    group: 'work',
    key: 'P',
    load: () => import('../screens/phone/phone-screen.ts'),
    draw: ({ session, rest }) => html`<desk-phone .session=${session} .rest=${rest}></desk-phone>`,
  },
  {
    id: 'triage',
    label: 'Triage',
    permission: 'triage:read',
    group: 'work',
    load: () => import('../screens/triage/triage-screen.ts'),
    count: {
      kinds: ['triage', 'booking'],
      read: async (signal) => (await read<TriageQueue>(triageQueuePath, signal)).sessions.length,
    },
    draw: ({ session, rest }) => html`<desk-triage .session=${session} .rest=${rest}></desk-triage>`,
  },
  {
    id: 'tasks',
    label: 'Tasks',
    permission: 'tasks:manage',
    group: 'work',
    load: () => import('../screens/tasks/tasks-screen.ts'),
    count: { kinds: ['task'], read: counted('tasks') },
    draw: ({ session, rest }) => html`<desk-tasks .session=${session} .rest=${rest}></desk-tasks>`,
  },
  {
    id: 'bookings',
    label: 'Bookings',
    permission: 'bookings:read',
    group: 'work',
    load: () => import('../screens/bookings/bookings-screen.ts'),
    draw: ({ session, rest }) => html`<desk-bookings .session=${session} .rest=${rest}></desk-bookings>`,
  },
  {
    id: 'forms',
    label: 'Forms',
    permission: 'triage:read',
    group: 'work',
    load: () => import('../screens/forms/forms-screen.ts'),
    count: { kinds: ['form'], read: counted('forms') },
    draw: ({ session, rest }) => html`<desk-forms .session=${session} .rest=${rest}></desk-forms>`,
  },
  {
    id: 'waitlist',
    label: 'Waitlist',
    permission: 'waitlist:manage',
    group: 'work',
    load: () => import('../screens/waitlist/waitlist-screen.ts'),
    count: { kinds: ['waitlist'], read: counted('waitlist') },
    draw: ({ session, rest }) => html`<desk-waitlist .session=${session} .rest=${rest}></desk-waitlist>`,
  },
  {
    id: 'messages',
    label: 'Messages',
    permission: 'bookings:manage',
    group: 'work',
    load: () => import('../screens/messages/messages-screen.ts'),
    count: { kinds: ['message'], read: counted('messages') },
    draw: ({ session, rest }) => html`<desk-messages .session=${session} .rest=${rest}></desk-messages>`,
  },
  {
    id: 'calendars',
    label: 'Calendars',
    permission: 'calendars:read',
    group: 'work',
    load: () => import('../screens/calendars/calendars-screen.ts'),
    count: { kinds: ['calendar'], read: counted('calendars') },
    draw: ({ session, rest }) => html`<desk-calendars .session=${session} .rest=${rest}></desk-calendars>`,
  },
  {
    id: 'numbers',
    label: 'Numbers',
    permission: 'insights:read',
    group: 'work',
    load: () => import('../screens/numbers/numbers-screen.ts'),
    draw: ({ session, rest }) => html`<desk-numbers .session=${session} .rest=${rest}></desk-numbers>`,
  },
  {
    id: 'campaigns',
    label: 'Campaigns',
    permission: 'insights:read',
    group: 'work',
    load: () => import('../screens/campaigns/campaigns-screen.ts'),
    draw: ({ session, rest }) => html`<desk-campaigns .session=${session} .rest=${rest}></desk-campaigns>`,
  },
  {
    id: 'people',
    label: 'People',
    permission: 'people:manage',
    group: 'clinic',
    load: () => import('../screens/people/people-screen.ts'),
    draw: ({ session, rest }) => html`<desk-people .session=${session} .rest=${rest}></desk-people>`,
  },
];

/** The screens that a person may open. */
export function screensFor({ permissions }: Pick<DeskSession, 'permissions'>): readonly Screen[] {
  return screens.filter(({ permission }) => permissions.includes(permission));
}
