/** Cookies of the desk. Each is sent to our own pages only, and no script can read it. */
export interface OwnCookie {
  name: string;
  /** The value of a `Set-Cookie` header. */
  set(value: string, maxAgeSeconds: number): string;
  clear(): string;
}

/** Names the session of a person of staff. */
export const sessionCookie = (publicUrl: string) => ownCookie('bq-desk', publicUrl);

/**
 * With https a browser keeps a cookie with the prefix `__Host-` only from this very host, with Secure and for all paths.
 * A preview over http on the machine itself has no Secure: Safari would not keep the cookie.
 */
export function ownCookie(plainName: string, publicUrl: string): OwnCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? `__Host-${plainName}` : plainName;
  const rules = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  return {
    name,
    set: (value, maxAgeSeconds) => `${name}=${value}; ${rules}; Max-Age=${maxAgeSeconds}`,
    clear: () => `${name}=; ${rules}; Max-Age=0`,
  };
}

/** The value of one cookie in a `Cookie` header. A name that is there twice counts as none: one of them is foreign. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const [key = '', ...value] = pair.trim().split('=');
    return key === name ? [value.join('=')] : [];
  });
  return values.length === 1 ? values[0] || undefined : undefined;
}
