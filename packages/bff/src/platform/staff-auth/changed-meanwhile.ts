import { isoInstant } from '../iso-instant.ts';
import { Problem } from '../problem.ts';

/** The last change that a person has not seen. */
interface UnseenChange {
  /** The actor, as in the audit trail. */
  by: string;
  name: string;
  at: Date;
  what: string;
  version: number;
}

/** Refuses an act of a person who has not seen what a colleague did since. @param detail what the person reads */
export function changedMeanwhile(detail: string, { at, ...change }: UnseenChange): Problem {
  return new Problem('changed_meanwhile', detail, { change: { ...change, at: isoInstant(at) } });
}
