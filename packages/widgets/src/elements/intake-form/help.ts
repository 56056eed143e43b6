/**
 * Who helps when an answer is alarming. Loaded before the first question of a form that may raise an alarm, so that it
 * is there when the network is not.
 */
import type { RedFlag } from '@botaniqal/shared/forms/definition.ts';
import { linesOf } from '@botaniqal/shared/forms/triage/support-lines.ts';
import type { SupportLine } from '../../components/support-lines/support-lines.ts';
import '../../components/help-now/help-now.ts';

export interface Help {
  readonly urgency: 'emergency' | 'same_day';
  readonly lines: readonly SupportLine[];
}

/** The most urgent first. */
export function helpFor(flags: readonly RedFlag[]): Help {
  const [most, less] = (['emergency', 'same_day'] as const).map((urgency) =>
    flags.filter((flag) => flag.urgency === urgency),
  );
  return {
    urgency: most?.length ? 'emergency' : 'same_day',
    lines: linesOf([...(most ?? []), ...(less ?? [])].flatMap(({ support }) => support)),
  };
}
