import type { FormOutcome } from '@botaniqal/shared/contracts/forms.ts';
import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import type { Reading } from '@botaniqal/shared/forms/engine.ts';
import { linesOf, type SupportLine } from '@botaniqal/shared/forms/triage/support-lines.ts';
import { type Recommendation, triage } from '@botaniqal/shared/forms/triage/triage.ts';
import type { Clinic } from '../../../config/clinic.ts';
import { serviceOf } from '../../catalogue/index.ts';

/** Where a form leads, and for staff alone: why. */
export interface Assessment {
  outcome: FormOutcome;
  /** Sentences, the weightiest first. */
  reasons: readonly string[];
}

/** Judges a form that was read: triage always; any other form leads somewhere only with a red flag, else `null`. */
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
      reasons,
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

/** The clinic's people of the recommended types who give the service, in the clinic's order. */
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

/** Where a number was found is the clinic's business, not the patient's. */
function shown({
  id,
  name,
  phone,
  text,
  for: whom,
}: SupportLine & { id: string }): FormOutcome['support'][number] {
  return { id, name, phone, ...(text === undefined ? {} : { text }), for: whom };
}
