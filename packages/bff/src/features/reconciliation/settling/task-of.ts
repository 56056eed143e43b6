import type { TaskKind } from '../../staff-tasks/index.ts';
import type { DifferenceKind } from '../comparing/difference.ts';

/** The task that asks staff about a difference. What was mended twice in vain has one of its own. */
const tasks: Readonly<Partial<Record<DifferenceKind, TaskKind>>> = {
  missing_in_calendar: 'missing_in_calendar',
  other_time_in_calendar: 'other_time_in_calendar',
  other_practitioner_in_calendar: 'other_practitioner_in_calendar',
  two_appointments: 'two_appointments',
  missing_in_records: 'missing_in_records',
  cancelled_in_records: 'cancelled_in_records',
  old_time_in_records: 'record_not_moved',
  other_time_in_records: 'other_time_in_records',
  other_practitioner_in_records: 'other_practitioner_in_records',
};

export function taskOf(kind: DifferenceKind): TaskKind {
  return tasks[kind] ?? 'difference_not_mended';
}
