/** All that a place on a list needs; loaded when there is one. */
export { openLink } from './open-link.ts';

import './waitlist-place.ts';
