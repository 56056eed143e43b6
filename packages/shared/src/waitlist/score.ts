import { dayMs } from '../time/duration.ts';
/**
 * Decides who on a waitlist is invited first. The weights are those of the clinic's plan: interest 0.3, wait 0.2,
 * engagement 0.2, location 0.3. Every part is from 0 to 1, so the score is too. Pure; tested as properties.
 */
export const scoreWeights = { interest: 0.3, wait: 0.2, engagement: 0.2, location: 0.3 } as const;

/** After this many days the wait counts in full. */
const fullWaitDays = 180;

/** What a person did themselves. Opened mails and visited pages do not count. */
interface OwnActs {
  /** They followed the link in the mail. */
  confirmed: boolean;
  /** They came back to see their position, a day or more after joining. */
  returned: boolean;
  /** They changed what they had told us. */
  answered: boolean;
}

const actWeights: Readonly<Record<keyof OwnActs, number>> = {
  confirmed: 0.5,
  returned: 0.25,
  answered: 0.25,
};

export interface Waiting {
  /** 1 to 5. */
  interestLevel: number;
  joinedAt: Date;
  acts: OwnActs;
  /** Four digits, or `null` when it was not given. */
  postcode: string | null;
}

/** Where a service is given: postcodes and ranges of them (`3000-3207`), or `null` by video, where all are near. */
export type Near = readonly string[] | null;

export interface Score {
  total: number;
  interest: number;
  wait: number;
  engagement: number;
  location: number;
}

/** The score of one person at one moment. It never falls by waiting longer. */
export function scoreOf(person: Waiting, near: Near, now: Date): Score {
  const interest = interestPart(person.interestLevel);
  const wait = waitPart(person.joinedAt, now);
  const engagement = engagementPart(person.acts);
  const location = locationPart(person.postcode, near);
  const total =
    interest * scoreWeights.interest +
    wait * scoreWeights.wait +
    engagement * scoreWeights.engagement +
    location * scoreWeights.location;
  return { total: Math.min(1, total), interest, wait, engagement, location };
}

/** Level 1 is 0, level 5 is 1, evenly between. */
function interestPart(level: number): number {
  return clamp((level - 1) / 4);
}

/** Grows evenly with every day, and stays at 1 after `fullWaitDays`. */
export function waitPart(joinedAt: Date, now: Date): number {
  return clamp((now.getTime() - joinedAt.getTime()) / (fullWaitDays * dayMs));
}

/** Half for confirming the address, a quarter each for coming back and for answering. */
function engagementPart(acts: OwnActs): number {
  return (
    (acts.confirmed ? actWeights.confirmed : 0) +
    (acts.returned ? actWeights.returned : 0) +
    (acts.answered ? actWeights.answered : 0)
  );
}

/** 1: near, or the service is by video. 0.5: in the same state, as its first digit tells. 0: farther, or not known. */
function locationPart(postcode: string | null, near: Near): number {
  if (near === null) return 1;
  if (postcode === null) return 0;
  if (near.some((range) => isWithin(postcode, range))) return 1;
  return near.some((range) => range[0] === postcode[0]) ? 0.5 : 0;
}

function isWithin(postcode: string, range: string): boolean {
  const [first = '', last = first] = range.split('-');
  return first <= postcode && postcode <= last;
}

/** The order of invitation: the higher score first; between equal scores, the person who joined earlier (the lower `place`). */
export function inOrder(
  a: { score: Pick<Score, 'total'>; place: number },
  b: { score: Pick<Score, 'total'>; place: number },
): number {
  return b.score.total - a.score.total || a.place - b.place;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
