/** Loaded before anything else in each Node process of the tests under a moved date. */
import { moveDate } from './move-date.ts';

moveDate(Number(process.env.TEST_DATE_OFFSET ?? 0));
