import type { ConsultationBooked, ConsultationRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { spoken } from '../../page/speak.ts';
import { type SendOptions, send } from '../client.ts';

/** Books a free consultation at the first preferred time that is still free. */
export function bookConsultation(
  origin: string,
  request: ConsultationRequest,
  options: SendOptions,
): Promise<ConsultationBooked> {
  return send(origin, endpoints.consultations, { ...request, ...spoken }, options);
}
