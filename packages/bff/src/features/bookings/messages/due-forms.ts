import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { type FormId, formIds } from '@botaniqal/shared/ids/ids.ts';
import { visitOf } from '../../catalogue/index.ts';
import type { DueForm } from '../../messages/index.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';

/** The forms of a booking's visit, in the order in which they build on each other. */
export function formsOf(
  deps: Pick<BookingDeps, 'clinic'>,
  booking: Pick<Booking, 'service' | 'visit'>,
): FormId[] {
  const visit = visitOf(deps.clinic, booking);
  return formIds.filter((id) => visit?.forms.includes(id));
}

/** Forms whose titles name no illness. A form that is not in this list has no title in a mail. */
const plainlyTitled: readonly FormId[] = ['mini_intake', 'full_intake', 'medical_history', 'triage'];

/** The same with titles and links, for the mail that confirms: mails name no service. */
export async function dueForms(
  deps: Pick<BookingDeps, 'clinic' | 'formsPage'>,
  booking: Pick<Booking, 'id' | 'service' | 'visit' | 'manageToken'>,
): Promise<(DueForm & { formId: FormId })[]> {
  const forms = await Promise.all(formsOf(deps, booking).map(loadForm));
  return forms.map(({ id, title, minutes }) => ({
    formId: id,
    title: plainlyTitled.includes(id) ? title : 'Questions for this appointment',
    minutes,
    href: formUrl(deps, booking, id),
  }));
}

/** Everything after the `#` stays in the browser: no server and no log ever sees it. */
function formUrl(
  deps: Pick<BookingDeps, 'formsPage'>,
  booking: Pick<Booking, 'id' | 'manageToken'>,
  formId: FormId,
): string {
  return `${deps.formsPage}#form=${formId}&booking=${booking.id}&token=${booking.manageToken}`;
}
