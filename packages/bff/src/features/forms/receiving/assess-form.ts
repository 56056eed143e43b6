import { type FormOutcome, formOutcome } from '@botaniqal/shared/contracts/forms.ts';
import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import type { Reading } from '@botaniqal/shared/forms/engine.ts';
import { linesOf, type SupportLine } from '@botaniqal/shared/forms/triage/support-lines.ts';
import { type Recommendation, triage } from '@botaniqal/shared/forms/triage/triage.ts';
import { z } from 'zod';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import { serviceOf } from '../../catalogue/index.ts';

/** Where a form leads, and the reasons for it, which only staff read. Made once, when the form is received. */
export const assessment = z.object({
  outcome: formOutcome,
  /** Sentences, the most serious first. */
  reasons: z.array(z.string()),
});
export type Assessment = z.infer<typeof assessment>;

/**
 * Assesses a form from its reading. Triage always has an outcome; another form has one only with a red flag, and
 * `null` without.
 */
export function assessForm(
  clinic: Pick<Clinic, 'practitioners' | 'services'>,
  form: Pick<FormDefinition, 'id'>,
  reading: Pick<Reading, 'answers' | 'redFlags'>,
): Assessment | null {
  if (form.id === 'triage') {
    const { reasons, support, redFlags, recommendation, urgency, stop } = triage(reading.answers);
    return {
      outcome: {
        urgency,
        recommendation: recommendation && {
          service: recommendation.service,
          visit: recommendation.visit,
          practitionerIds: practitionersFor(clinic, recommendation),
        },
        redFlags: [...redFlags],
        support: support.map(shown),
        stop,
      },
      reasons: [...reasons],
    };
  }
  const flags = reading.redFlags.toSorted((a, b) => rank[a.urgency] - rank[b.urgency]);
  const [worst] = flags;
  if (!worst) return null;
  return {
    outcome: {
      urgency: worst.urgency,
      recommendation: null,
      redFlags: flags.map(({ code }) => code),
      support: linesOf(flags.flatMap(({ support }) => support)).map(shown),
      stop: true,
    },
    reasons: flags.map(({ reason }) => reason),
  };
}

const rank = { emergency: 0, same_day: 1 } as const;

/** The practitioners of the recommended types who give the service, in the clinic's order. */
function practitionersFor(
  clinic: Pick<Clinic, 'practitioners' | 'services'>,
  { service, practitionerTypes }: Recommendation,
): string[] {
  const visits = serviceOf(clinic, service)?.visits ?? [];
  return clinic.practitioners
    .filter(({ type }) => practitionerTypes.includes(type))
    .filter(({ id }) => visits.some(({ eventTypes }) => Object.hasOwn(eventTypes, id)))
    .map(({ id }) => id);
}

/** The source of a phone number is for the clinic only. */
function shown({
  id,
  name,
  phone,
  text,
  for: whom,
}: SupportLine & { id: string }): FormOutcome['support'][number] {
  return { id, name, phone, ...(text === undefined ? {} : { text }), for: whom };
}
