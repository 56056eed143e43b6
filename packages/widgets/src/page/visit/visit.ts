/**
 * What a visit leaves behind: its campaign, which goes along with requests, and its steps, which the page's tag manager
 * counts. The loader brings it to every page of the site, after all that a patient waits for.
 */
import { arriveHere } from './kept-visit.ts';
import { followEvents } from './told-events.ts';

arriveHere();
followEvents();
