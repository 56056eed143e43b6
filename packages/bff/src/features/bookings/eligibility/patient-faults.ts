import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import { ageOn, type ContactRelation, guardianRelations } from '@botaniqal/shared/people/contact-person.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import type { Clinic, Visit } from '../../../config/clinic/clinic.ts';
import { ageFault } from './age-limits.ts';

/** What the rules about ages read of a patient. */
export interface PatientToBook {
  /** `YYYY-MM-DD`; `null`: not known. */
  dateOfBirth: string | null;
  /** `null`: the patient books. */
  contactPerson: { relation: ContactRelation } | null;
}

/** Where a request names the date of birth. */
type BirthPath = 'dateOfBirth' | 'patient.dateOfBirth';

/** Why a date of birth cannot be right. @param today `YYYY-MM-DD`, where the patient is */
export function birthFaults({ dateOfBirth }: PatientToBook, path: BirthPath, today: string): FieldProblem[] {
  if (dateOfBirth === null || dateOfBirth <= today) return [];
  return [{ path, code: 'future', message: 'must not be in the future' }];
}

/**
 * Why a patient cannot have a visit at this start: the age limits of the visit, and a guardian for a minor. The age on
 * the day of the visit counts, in the clinic's zone. Without a date of birth there is nothing to check.
 */
export function ageFaults(
  clinic: Pick<Clinic, 'clinic' | 'booking'>,
  visit: Pick<Visit, 'ages'>,
  { dateOfBirth, contactPerson }: PatientToBook,
  { path, start }: { path: BirthPath; start: Date },
): FieldProblem[] {
  if (dateOfBirth === null) return [];
  const day = dayOf(start, clinic.clinic.timeZone);
  const limit = visit.ages && ageFault(visit.ages, dateOfBirth, day);
  if (limit) return [{ path, ...limit }];
  const { ageOfMajority } = clinic.booking;
  if (ageOn(dateOfBirth, day) >= ageOfMajority) return [];
  const message = `must be booked by a parent or legal guardian, because the patient is younger than ${ageOfMajority}`;
  if (contactPerson === null) return [{ path, code: 'guardian_needed', message }];
  if (guardianRelations.includes(contactPerson.relation)) return [];
  return [
    {
      path: 'contactPerson.relation',
      code: 'guardian_needed',
      message: `must be ${guardianRelations.join(' or ')}, because the patient is younger than ${ageOfMajority}`,
    },
  ];
}
