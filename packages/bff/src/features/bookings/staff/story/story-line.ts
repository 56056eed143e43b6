/** One thing that happened to a booking. */
export interface StoryLine {
  at: Date;
  /** As the audit trail names them. */
  actor: string;
  /** `booking.moved`, `mail.sent`, `payment.refunded` and so on. */
  action: string;
  /** The rest of the sentence, for people; `null` where the action says everything. */
  detail: string | null;
}

/** In order of time. Lines of the same instant keep their order: the lists are given in the order of a booking's life. */
export function inOrder(...lists: readonly (readonly StoryLine[])[]): StoryLine[] {
  return lists.flat().sort((one, other) => one.at.getTime() - other.at.getTime());
}
