import { earliestDateOfBirth, isDay } from '../../validation/patient-details.ts';
import type { DateField } from '../definition.ts';
import {
  type Circumstances,
  cleanCode,
  fault,
  holds,
  isRecord,
  type Kind,
  sentence,
  textOf,
} from './kind.ts';

/**
 * Answer: `YYYY-MM-DD`; where a partial date is enough, also `YYYY-MM` and `YYYY`. What is typed may also be
 * `{ day, month, year }` from three boxes, or `5/8/1970`, day first.
 */
export const date: Kind<DateField> = {
  clean(typed) {
    if (isRecord(typed)) return fromBoxes(typed.year, typed.month, typed.day);
    const answer = cleanCode(typed);
    if (typeof answer !== 'string') return answer;
    const dayFirst = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(answer);
    return dayFirst ? fromBoxes(dayFirst[3], dayFirst[2], dayFirst[1]) : answer;
  },
  check(answer, field, at) {
    const name = sentence(field.name);
    if (typeof answer !== 'string') return fault('malformed', `Enter ${field.name}`);
    const boxes = /^(\d*)-(\d*)-(\d*)$/.exec(answer);
    const lacking = boxes ? ['year', 'month', 'day'].filter((_, at) => boxes[at + 1] === '') : [];
    if (lacking.length > 0)
      return fault('malformed', `${name} must include a ${lacking.reverse().join(' and a ')}`);
    if (!isDate(answer, field.partial === true)) {
      return fault(
        'malformed',
        `${name} must be a real date, like ${field.partial ? '2019, or 5 2019' : '27 3 1980'}`,
      );
    }
    return inTime(answer, field, at);
  },
};

function inTime(answer: string, field: DateField, at: Circumstances) {
  const name = sentence(field.name);
  // A partial date is judged by what it says: 2026 is not in the future on any day of 2026.
  const today = at.today.slice(0, answer.length);
  if (field.when === 'past' && answer > today) return fault('future', `${name} must be today or in the past`);
  if (field.when === 'future' && answer < today)
    return fault('past', `${name} must be today or in the future`);
  if (answer < earliestDateOfBirth.slice(0, answer.length))
    return fault('too_early', `${name} must be after 1900`);
  return holds;
}

function isDate(answer: string, partial: boolean): boolean {
  if (partial && /^\d{4}$/.test(answer)) return true;
  if (partial && /^\d{4}-\d{2}$/.test(answer)) return isDay(`${answer}-01`);
  return isDay(answer);
}

/** Three boxes as one text. Boxes left empty at the end are left out; others stay as gaps, for `check` to name. */
function fromBoxes(year: unknown, month: unknown, day: unknown): string | undefined {
  const [y, m, d] = [year, month, day].map((box) => textOf(cleanCode(box)));
  if (!y && !m && !d) return undefined;
  const two = (box: string | undefined) => (box && /^\d$/.test(box) ? `0${box}` : box);
  const whole = `${y}-${two(m)}-${two(d)}`;
  return y ? whole.replace(/-{1,2}$/, '') : whole;
}
