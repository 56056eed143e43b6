/**
 * The code that shows help after an alarming answer. It is loaded before the first question of a form, so that it works
 * without a network.
 */
import type { SupportLine } from '../../../components/support-lines/support-lines.ts';
import '../../../components/help-now/help-now.ts';

export interface Help {
  readonly urgency: 'emergency' | 'same_day';
  readonly lines: readonly SupportLine[];
}

export { helpFor } from '@botaniqal/shared/forms/triage/support-lines.ts';
