import type { ServiceId, VisitKind } from '../../ids/ids.ts';
import { conditionHolds } from '../condition.ts';
import type { Answers, Urgency } from '../definition.ts';
import { triageForm } from '../definitions/triage.ts';
import { readForm } from '../engine.ts';
import { notes, type PractitionerType, routes, urgencyRules } from './rules.ts';
import { linesOf, type SupportLine, type SupportLineId } from './support-lines.ts';

/** Whom to see first. The visit is always the free first call: a person decides what comes after it. */
export interface Recommendation {
  readonly service: ServiceId;
  readonly visit: Extract<VisitKind, 'consultation'>;
  /** Who may care for the patient after the call; the clinic's people of these types are in `clinic.yaml`. */
  readonly practitionerTypes: readonly PractitionerType[];
}

export interface TriageOutcome {
  readonly urgency: Urgency;
  /** Codes, the most urgent first. */
  readonly redFlags: readonly string[];
  /** `null` after any red flag, when self-care may be enough, and while an answer is missing. */
  readonly recommendation: Recommendation | null;
  /** For the consultant, in sentences. */
  readonly reasons: readonly string[];
  readonly support: readonly (SupportLine & { readonly id: SupportLineId })[];
  /** Self-service ends here: show the lines, offer a call back, and never a booking. */
  readonly stop: boolean;
}

/** Triage asks for no dates and no cards: its answers mean the same on every day. */
const anyDay = { today: '2026-01-01' } as const;

/**
 * Reads the answers to the triage form, finished or not, and says how soon the person needs help and which practitioner to see
 * first. Rules are data in `red-flags.ts` and `rules.ts`. It never decides a treatment.
 */
export function triage(answers: Answers): TriageOutcome {
  const reading = readForm(triageForm, answers, anyDay);
  const holds = (rule: { readonly when: Parameters<typeof conditionHolds>[0] }) =>
    conditionHolds(rule.when, (field) => reading.everything[field]);
  const route = routes.find(holds);
  const noted = notes.filter(holds);
  const background = [route, ...noted].flatMap((rule) => rule?.reason ?? []);

  const flags = reading.redFlags.toSorted((a, b) => rank[a.urgency] - rank[b.urgency]);
  const [worst] = flags;
  if (worst) {
    return {
      urgency: worst.urgency,
      redFlags: flags.map((flag) => flag.code),
      recommendation: null,
      reasons: [...flags.map((flag) => flag.reason), ...background],
      support: linesOf(flags.flatMap((flag) => flag.support)),
      stop: true,
    };
  }

  const rules = urgencyRules.filter(holds);
  const urgency = rules[0]?.urgency ?? 'routine';
  const finished = reading.errors.length === 0;
  const lines = noted.flatMap((note) => note.support ?? []);
  return {
    urgency,
    redFlags: [],
    recommendation:
      route && finished && urgency !== 'self_care'
        ? { service: route.service, visit: 'consultation', practitionerTypes: route.practitionerTypes }
        : null,
    reasons: [...rules.map((rule) => rule.reason), ...background],
    support: linesOf(urgency === 'routine' ? lines : [...lines, 'healthdirect']),
    stop: false,
  };
}

const rank = { emergency: 0, same_day: 1 } as const;
