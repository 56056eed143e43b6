/** The form to open, which may belong to a booking, or the saved draft to open. */
export type Opening =
  | { readonly form: string; readonly booking: string; readonly token: string }
  | { readonly draft: string; readonly token: string };

/**
 * @param fragment `location.hash`: `#form=…&booking=…&token=…` or `#draft=…&token=…`
 * @param placed the attributes from the page; they may be empty
 * @returns `null` when there is nothing to open, or the link is for another form than the page's
 */
export function openingOf(
  fragment: string,
  placed: { readonly form: string; readonly booking: string; readonly token: string },
): Opening | null {
  // A page that has the token itself (after a booking) needs no link.
  if (placed.token) {
    const { form, booking, token } = placed;
    return form && booking ? { form, booking, token } : null;
  }
  const link = new URLSearchParams(fragment.slice(1));
  const token = link.get('token') ?? '';
  const draft = link.get('draft');
  if (draft) return token ? { draft, token } : null;
  const form = placed.form || (link.get('form') ?? '');
  const booking = placed.booking || (link.get('booking') ?? '');
  const isOther = form !== (link.get('form') ?? form) || booking !== (link.get('booking') ?? booking);
  if (!form || (booking && !token)) return null;
  if (isOther) return placed.booking ? null : { form, booking: '', token: '' };
  return { form, booking, token: booking && token };
}

/** The patient opened the page without a link of ours, so the page must not say that a link is broken. */
export function isNoLink(fragment: string): boolean {
  return !/[#&](?:form|booking|draft|token)=/.test(fragment);
}
