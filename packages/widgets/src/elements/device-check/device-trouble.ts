/** Why a camera or a microphone cannot be used. */
export type DeviceTrouble =
  /** The browser has no way to open one: an old browser, or a view inside another app. */
  | 'unsupported'
  /** The page came over http. Browsers open no camera there. */
  | 'insecure'
  /** The page is a frame of another page that gives it no permission. */
  | 'framed'
  /** The person, the browser's settings or the system refused. */
  | 'denied'
  | 'missing'
  /** Another program uses it. */
  | 'busy'
  /** It was unplugged or turned off while it was open. */
  | 'lost'
  | 'failed';

/** The names that browsers give these errors, older ones included. */
const names: Readonly<Record<string, DeviceTrouble>> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
};

/** @param cause what `getUserMedia` threw */
export function troubleOf(cause: unknown, isFramed: boolean): DeviceTrouble {
  const trouble = names[(cause as { name?: string } | null)?.name ?? ''] ?? 'failed';
  return trouble === 'denied' && isFramed ? 'framed' : trouble;
}

/** What keeps this page from opening any device; `undefined` when it may try. */
export function troubleBefore(
  page: Pick<Window, 'isSecureContext' | 'navigator'>,
): DeviceTrouble | undefined {
  if (!page.isSecureContext) return 'insecure';
  return page.navigator.mediaDevices ? undefined : 'unsupported';
}
