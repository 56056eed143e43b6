/** The part after the `#` of a link in our emails. Browsers do not send it, so no server and no log sees it. */
export interface EntryLink {
  readonly entryId: string;
  readonly token: string;
  /**
   * A code from the first email. It proves that the address belongs to the person who joined. Empty in other emails.
   */
  readonly confirm: string;
  /** The button that the person pressed in the email about an offered time. Empty in other emails. */
  readonly answer: string;
}

/**
 * @param fragment `location.hash`: `#entry=…&token=…[&confirm=…][&offer=…&answer=accept|decline]`
 * @returns `null` when the fragment is not such a link, or is incomplete
 */
export function entryLinkOf(fragment: string): EntryLink | null {
  const parts = new URLSearchParams(fragment.slice(1));
  const get = (name: string) => parts.get(name) ?? '';
  const entryId = get('entry');
  const token = get('token');
  return entryId && token ? { entryId, token, confirm: get('confirm'), answer: get('answer') } : null;
}
