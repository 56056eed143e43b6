import type { SentBooking } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { ApiProblem } from '../api-problem.ts';
import { request } from '../client.ts';

/** Milliseconds between two questions, and how often we ask while the server is working on the request. */
const pauseWhileWorking = 2000;
const mostQuestions = 15;

/**
 * The booking of a request to book whose answer was lost in a reload.
 * @param key the key of that request
 * @throws ApiProblem `not_found` when it made no booking
 */
export async function findSentBooking(origin: string, key: string): Promise<SentBooking> {
  for (let asked = 1; ; asked++) {
    try {
      const headers = { 'idempotency-key': key };
      return await request<SentBooking>(origin, endpoints.sentBooking, { method: 'GET', headers }, {});
    } catch (error) {
      const works = error instanceof ApiProblem && error.code === 'request_in_progress';
      if (!works || asked === mostQuestions) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseWhileWorking));
    }
  }
}
