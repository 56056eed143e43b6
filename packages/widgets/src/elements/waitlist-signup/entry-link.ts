/** What a link in our mails carries behind its `#`, where no server and no log sees it. */
export interface EntryLink {
  readonly entryId: string;
  readonly token: string;
  /** In the first mail: shows that the address belongs to whoever joined. Empty in the others. */
  readonly confirm: string;
}

/**
 * @param fragment `location.hash`: `#entry=…&token=…[&confirm=…]`
 * @returns `null` when there is no such link, or it is not whole
 */
export function entryLinkOf(fragment: string): EntryLink | null {
  const parts = new URLSearchParams(fragment.slice(1));
  const entryId = parts.get('entry');
  const token = parts.get('token');
  return entryId && token ? { entryId, token, confirm: parts.get('confirm') ?? '' } : null;
}
