/** The part of a link in our e-mails after the `#`, which no server and no log sees. */
export interface EntryLink {
  readonly entryId: string;
  readonly token: string;
  /** In the first mail: proves that the address belongs to the person who joined. Empty in the others. */
  readonly confirm: string;
  /** In the mail about a time that came free: which of its two buttons was pressed. Empty in the others. */
  readonly answer: string;
}

/**
 * @param fragment `location.hash`: `#entry=…&token=…[&confirm=…][&offer=…&answer=accept|decline]`
 * @returns `null` when there is no such link, or it is not whole
 */
export function entryLinkOf(fragment: string): EntryLink | null {
  const parts = new URLSearchParams(fragment.slice(1));
  const get = (name: string) => parts.get(name) ?? '';
  const entryId = get('entry');
  const token = get('token');
  return entryId && token ? { entryId, token, confirm: get('confirm'), answer: get('answer') } : null;
}
