import type { Hono } from 'hono';
import { checkInterval, scheduleOf } from '../calendar/schedule.ts';
import { type MicrosoftEnv, mailboxFor } from '../http/access.ts';
import { momentFrom } from '../http/event-input.ts';
import { invalid } from '../http/refusal.ts';
import { objectFrom } from '../http/request-body.ts';
import type { Wire } from '../http/wire.ts';
import { mailboxNamed } from '../model.ts';
import type { MicrosoftState } from '../vendor-state.ts';

const mostSchedules = 20;

/** Free and busy times of several mailboxes, and who the users are. */
export function scheduleRoutes(app: Hono<MicrosoftEnv>, state: MicrosoftState): void {
  app.post('/v1.0/users/:user/calendar/getSchedule', async (context) => {
    mailboxFor(state, context.req.param('user'));
    const body = await objectFrom(context.req.raw);
    const schedules = Array.isArray(body.schedules) ? body.schedules.map(String) : [];
    const [from, to] = ['startTime', 'endTime'].map((name) => momentFrom(body, name, state.settings));
    if (schedules.length === 0 || !from || !to) {
      throw invalid('schedules, startTime and endTime are required.', 'ErrorInvalidParameter');
    }
    if (schedules.length > mostSchedules) {
      throw invalid(
        `The sandbox reads at most ${mostSchedules} schedules at a time.`,
        'ErrorInvalidParameter',
      );
    }
    const window = { start: from.instant, end: to.instant };
    const minutes = body.availabilityViewInterval === undefined ? 30 : Number(body.availabilityViewInterval);
    checkInterval(minutes, window);
    const value = schedules.map((scheduleId): Wire => {
      const mailbox = mailboxNamed(state.model, scheduleId);
      if (!mailbox)
        return failed(
          scheduleId,
          'ErrorMailRecipientNotFound',
          'Unable to resolve e-mail address to an Active Directory object.',
        );
      if (!state.isReadable(mailbox))
        return failed(scheduleId, 'ErrorNoFreeBusyAccess', 'The caller does not have free/busy access.');
      return { scheduleId, ...scheduleOf(state.model, mailbox, window, context.get('prefer'), minutes) };
    });
    const metadata = `${state.origin}/v1.0/$metadata#Collection(microsoft.graph.scheduleInformation)`;
    return context.json({ '@odata.context': metadata, value });
  });

  app.get('/v1.0/users/:user', (context) => {
    const { id, address, name } = mailboxFor(state, context.req.param('user'));
    return context.json({
      '@odata.context': `${state.origin}/v1.0/$metadata#users/$entity`,
      ...{ id, displayName: name, mail: address, userPrincipalName: address },
    });
  });
}

/** A schedule that cannot be read fails alone, inside a 200. */
function failed(scheduleId: string, responseCode: string, message: string): Wire {
  return { scheduleId, availabilityView: '', scheduleItems: [], error: { message, responseCode } };
}
