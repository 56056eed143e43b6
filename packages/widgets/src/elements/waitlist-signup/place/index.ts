/** All that a place on a list needs; loaded when there is one. */
export { openLink, unknownView } from './open-link.ts';

import './waitlist-place.ts';
