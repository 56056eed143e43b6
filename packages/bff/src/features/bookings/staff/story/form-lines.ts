import type { StaffBooking } from '@botaniqal/shared/contracts/staff/bookings.ts';
import type { FormOfBooking } from '../../deps.ts';
import type { StoryLine } from './story-line.ts';

/** The forms of a booking: due since it was confirmed, received, and filed. `detail` is the form's id. */
export function formLines(
  forms: StaffBooking['forms'],
  received: readonly FormOfBooking[],
  confirmedAt: Date | null,
): StoryLine[] {
  const due = confirmedAt
    ? forms.map(({ formId }) => ({
        at: confirmedAt,
        actor: 'system',
        action: 'form.due',
        detail: formWords(formId),
      }))
    : [];
  return [
    ...due,
    ...received.flatMap(({ formId, receivedAt, filedAt }) => {
      const detail = formWords(formId);
      return [
        { at: receivedAt, actor: 'patient', action: 'form.submitted', detail },
        ...(filedAt ? [{ at: filedAt, actor: 'system', action: 'form.filed', detail }] : []),
      ];
    }),
  ];
}

function formWords(formId: string): string {
  return formId.replaceAll('_', ' ');
}
