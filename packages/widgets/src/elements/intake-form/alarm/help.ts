/**
 * Who helps when an answer is alarming. Loaded before the first question of a form that may raise an alarm, so that it
 * is there when the network is not.
 */
import type { SupportLine } from '../../../components/support-lines/support-lines.ts';
import '../../../components/help-now/help-now.ts';

export interface Help {
  readonly urgency: 'emergency' | 'same_day';
  readonly lines: readonly SupportLine[];
}

export { helpFor } from '@botaniqal/shared/forms/triage/support-lines.ts';
