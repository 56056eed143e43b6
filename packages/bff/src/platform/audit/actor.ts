/** Who acts. Ids only: a name would stay in the audit trail for ever. */
export type Actor =
  | { kind: 'patient' }
  /** `subject` of the staff token, or the address of a person who signed in; `role` where it is known. */
  | { kind: 'staff'; subject: string; role?: string }
  /** Our own jobs. */
  | { kind: 'system' }
  /** An outside service, by the noun of its port, like `calendar`. */
  | { kind: 'vendor'; vendor: string };

/** Who acts, and in which request. */
export interface ActingAs {
  actor: Actor;
  requestId?: string | undefined;
}

/** Who acts, when, and in which request: every act that is audited gets one. */
export interface ActContext extends ActingAs {
  now: Date;
}

export const system: ActingAs = { actor: { kind: 'system' } };

export function byPatient(requestId?: string): ActingAs {
  return { actor: { kind: 'patient' }, requestId };
}

/** As the audit trail stores it: `patient`, `system`, `staff:reception-1`, `vendor:calendar`. */
export function actorText(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return `staff:${actor.subject}`;
    case 'vendor':
      return `vendor:${actor.vendor}`;
    default:
      return actor.kind;
  }
}
