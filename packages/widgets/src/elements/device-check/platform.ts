/** What a person holds, as far as the settings for permissions differ. */
export type Platform = 'ios' | 'android' | 'desktop';

export function platformOf({
  userAgent,
  maxTouchPoints,
}: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): Platform {
  if (/android/i.test(userAgent)) return 'android';
  // An iPad says that it is a Mac, and no Mac has a touch screen.
  const isApple = /iphone|ipad|ipod/i.test(userAgent) || (/macintosh/i.test(userAgent) && maxTouchPoints > 1);
  return isApple ? 'ios' : 'desktop';
}
