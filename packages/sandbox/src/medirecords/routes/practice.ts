import type { Hono } from 'hono';
import { codeSystems } from '../codes.ts';
import { paged } from '../paging.ts';
import { invalid, unknownId } from '../refusal.ts';
import { type MedirecordsState, nothingHere } from '../vendor-state.ts';

/** The practice, its people, its types of appointment, its code lists. */
export function practiceRoutes(app: Hono, state: MedirecordsState): void {
  app.get('/v1/practices/:practice', (context) => {
    state.checkPractice(context.req.param('practice'));
    return context.json(state.model.practice);
  });

  app.get('/v1/practices/:practice/providers', (context) => {
    state.checkPractice(context.req.param('practice'));
    const query = new URL(context.req.url).searchParams;
    const status = query.get('status');
    const rows = [...state.model.providers.values()].filter(
      (row) => status === null || row.status === status,
    );
    return context.json(paged(rows, query));
  });

  app.get('/v1/practices/:practice/appointment-types', (context) => {
    state.checkPractice(context.req.param('practice'));
    const query = new URL(context.req.url).searchParams;
    const telehealth = oneOf(query, 'telehealth', ['true', 'false']);
    const active = oneOf(query, 'activeStatus', ['1', '2']);
    const rows = [...state.model.appointmentTypes.values()].filter(
      (row) =>
        (telehealth === null || String(row.telehealth) === telehealth) &&
        (active === null || String(row.activeStatus) === active),
    );
    return context.json(paged(rows, query));
  });

  app.get('/v1/practices/:practice/appointment-types/:id', (context) => {
    state.checkPractice(context.req.param('practice'));
    const id = context.req.param('id');
    const type = state.model.appointmentTypes.get(id);
    if (!type) throw unknownId('Appointment Type', id);
    return context.json(type);
  });

  app.get('/v1/practices/:practice/regular-sessions', (context) => {
    state.checkPractice(context.req.param('practice'));
    const query = new URL(context.req.url).searchParams;
    const userId = query.get('userId');
    return context.json(
      paged(
        state.model.sessions.filter((row) => userId === null || row.userId === userId),
        query,
      ),
    );
  });

  app.get('/v1/code-system/:name', (context) => {
    const codes = codeSystems.get(context.req.param('name').toLowerCase());
    if (!codes) throw nothingHere();
    const rows = [...codes].map(([code, description]) => ({ code, description }));
    const { codeSystemShape } = state.settings;
    if (codeSystemShape === 'map') return context.json(Object.fromEntries(codes));
    if (codeSystemShape === 'page') return context.json(paged(rows, new URLSearchParams({ size: '200' })));
    return context.json(rows);
  });
}

function oneOf(query: URLSearchParams, name: string, allowed: readonly string[]): string | null {
  const value = query.get(name);
  if (value !== null && !allowed.includes(value)) {
    throw invalid({ parameter: name, value, message: `must be one of ${allowed.join(', ')}` });
  }
  return value;
}
