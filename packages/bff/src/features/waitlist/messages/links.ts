import type { WaitlistMailDeps } from '../deps.ts';
import type { Entry } from '../entry.ts';

/** Headers for the "unsubscribe" of mail programs: one click, without a page (RFC 2369, RFC 8058). */
export function unsubscribeHeaders(deps: WaitlistMailDeps, entry: Entry): Record<string, string> {
  return {
    'List-Unsubscribe': `<${unsubscribeLink(deps, entry)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function unsubscribeLink(deps: Pick<WaitlistMailDeps, 'publicUrl'>, entry: Entry): string {
  return `${deps.publicUrl}/api/waitlist/${entry.id}/unsubscribe?token=${entry.secrets.leave}`;
}

export function manageLink(deps: WaitlistMailDeps, entry: Entry): string {
  return `${deps.waitlistPage}#${new URLSearchParams({ entry: entry.id, token: entry.secrets.manage })}`;
}
