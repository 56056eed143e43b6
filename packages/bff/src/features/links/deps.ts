import type { AppContext } from '../../platform/http/app-env.ts';
import type { Limits } from '../../platform/limits/limits.ts';
import type { BookingDeps } from '../bookings/index.ts';
import type { copyLinksOf } from '../forms/index.ts';
import type { PersonKeys } from '../patients/index.ts';
import type { WaitlistDeps } from '../waitlist/index.ts';

export interface LinkDeps {
  bookings: BookingDeps;
  waitlist: WaitlistDeps;
  forms: Parameters<typeof copyLinksOf>[0];
  personKeys: Pick<PersonKeys, 'of'>;
  limits: Limits;
  clientAddress: (c: AppContext) => string;
}
