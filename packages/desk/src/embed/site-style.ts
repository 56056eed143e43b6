/**
 * The address of a style sheet that the preview may load: of one of the clinic's sites, over https.
 * @param sites origins as in `clinic.yaml`; a star stands for one label
 * @returns the address, or the sentence that says why not
 */
export function siteStyle(words: string, sites: readonly string[]): { href: string } | { refused: string } {
  let url: URL;
  try {
    url = new URL(words.trim());
  } catch {
    return { refused: 'This is not a whole address. It begins with https://' };
  }
  const allowed = sites.some((site) =>
    new RegExp(`^${site.replace(/[.+?()[\]]/g, '\\$&').replace('*', '[a-z0-9-]+')}$`).test(url.origin),
  );
  if (!allowed) {
    return { refused: `Only style sheets of the clinic's own sites can be shown: ${sites.join(', ')}.` };
  }
  return { href: url.href };
}
