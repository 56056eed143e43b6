import type { WrittenCopy } from '../control/connected-calendars.ts';

/** What the stand-in Calendly holds. The shapes that travel are made of this in `wire.ts`. */

export interface User {
  id: string;
  practitionerId: string;
  name: string;
  email: string;
  slug: string;
  timeZone: string;
  /** The owner of the organization may read and book for all of its users; the others for themselves. */
  owner: boolean;
  schedule: Schedule;
}

export type Weekday = 'sunday' | 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday';

export interface Interval {
  /** `HH:MM`, local to the schedule's zone. */
  from: string;
  to: string;
}

export interface Schedule {
  id: string;
  name: string;
  timeZone: string;
  week: Record<Weekday, Interval[]>;
  /** `YYYY-MM-DD`: these override the week; no interval means closed. */
  dates: Map<string, Interval[]>;
  /** Share of working days, in percent, on which an event of another calendar blocks an hour. */
  otherEventsPercent: number;
}

type LocationKind =
  | 'ask_invitee'
  | 'custom'
  | 'google_conference'
  | 'gotomeeting_conference'
  | 'inbound_call'
  | 'microsoft_teams_conference'
  | 'outbound_call'
  | 'physical'
  | 'webex_conference'
  | 'zoom_conference';

export interface LocationConfiguration {
  kind: LocationKind;
  location?: string;
}

export interface CustomQuestion {
  name: string;
  type: 'string' | 'text' | 'phone_number' | 'single_select' | 'multi_select';
  position: number;
  enabled: boolean;
  required: boolean;
  answer_choices: string[];
  include_other: boolean;
}

export interface EventType {
  id: string;
  userId: string;
  name: string;
  slug: string;
  active: boolean;
  durationMinutes: number;
  /** Minutes between starts that are offered. */
  incrementMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  minimumNoticeMinutes: number;
  /** 1: a solo type; more: a group type whose invitees share one event. */
  inviteeLimit: number;
  poolingType: 'round_robin' | 'collective' | null;
  locations: LocationConfiguration[];
  questions: CustomQuestion[];
  position: number;
  createdAt: Date;
}

export interface Cancellation {
  by: string;
  reason: string | null;
  type: 'host' | 'invitee';
  at: Date;
}

export interface ScheduledEvent {
  id: string;
  eventTypeId: string;
  userId: string;
  name: string;
  start: Date;
  end: Date;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  inviteeLimit: number;
  guests: { email: string; at: Date }[];
  location: LocationConfiguration | null;
  /** When a conference's link is there. */
  linkReadyAt: Date;
  /** The copy in the practitioner's Outlook. */
  copy: WrittenCopy | null;
  cancellation: Cancellation | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface Answer {
  question: string;
  answer: string;
  position: number;
}

export const trackingKeys = [
  'utm_campaign',
  'utm_source',
  'utm_medium',
  'utm_content',
  'utm_term',
  'salesforce_uuid',
] as const;
export type Tracking = Record<(typeof trackingKeys)[number], string | null>;

export interface Invitee {
  id: string;
  eventId: string;
  name: string;
  email: string;
  timeZone: string;
  textReminderNumber: string | null;
  answers: Answer[];
  tracking: Tracking;
  cancellation: Cancellation | null;
  noShow: { id: string; at: Date } | null;
  /** The other half of a reschedule: the booking that took this one's place, or whose place this one took. */
  replacedBy: string | null;
  replaces: string | null;
  /** The host has cancelled, and has asked the invitee to choose another time. */
  askedForTime: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export type WebhookScope = 'organization' | 'user' | 'group';

export interface Subscription {
  id: string;
  url: string;
  events: string[];
  scope: WebhookScope;
  userId: string | null;
  creatorId: string;
  signingKey: string | null;
  state: 'active' | 'disabled';
  retryStartedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface Model {
  organizationId: string;
  users: Map<string, User>;
  eventTypes: Map<string, EventType>;
  events: Map<string, ScheduledEvent>;
  invitees: Map<string, Invitee>;
  subscriptions: Map<string, Subscription>;
  /** What is busy in the calendars that a user has connected, such as Outlook. */
  connected: (user: User, from: Date, to: Date) => { start: Date; end: Date }[];
}

export function inviteesOf(model: Model, eventId: string): Invitee[] {
  return [...model.invitees.values()].filter((invitee) => invitee.eventId === eventId);
}

export function activeInvitees(model: Model, eventId: string): Invitee[] {
  return inviteesOf(model, eventId).filter(({ cancellation }) => cancellation === null);
}
