/** The code that shows a place on a list. It is loaded when there is a place to show. */
export { openLink, unknownView } from './open-link.ts';

import './waitlist-place.ts';
