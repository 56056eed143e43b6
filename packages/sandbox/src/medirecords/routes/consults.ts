import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { bodyFrom, Fields } from '../fields.ts';
import { Refusal, unknownId } from '../refusal.ts';
import type { MedirecordsState } from '../vendor-state.ts';

const appendWithinMs = 3_600_000;

/** A consultation in two steps: the encounter by FHIR (its own token), then the note by REST. */
export function consultRoutes(app: Hono, state: MedirecordsState): void {
  app.post('/fhir/v1/Encounter', async (context) => {
    const resource = await bodyFrom(context.req.raw);
    // As seen: in progress is 409, and no service provider a plain 500.
    if (resource.status === 'in-progress') throw outcome(409, 'business-rule', 'Precondition Failed');
    if (!resource.serviceProvider) throw outcome(500, 'exception', 'Internal Server Error');
    const patientId = idIn(resource.subject, 'Patient');
    if (!patientId || !state.model.patients.has(patientId)) {
      throw outcome(400, 'invalid', 'Invalid subject provided in the request');
    }
    const end = new Date(String(property(resource.period, 'end')));
    if (Number.isNaN(end.getTime())) throw outcome(400, 'invalid', 'Invalid period provided in the request');
    const id = randomUUID();
    const stored = { ...resource, id };
    state.model.encounters.set(id, { id, patientId, end, resource: stored, notes: [] });
    return context.json(stored, 201);
  });

  app.get('/fhir/v1/Encounter/:id', (context) => {
    const encounter = state.model.encounters.get(context.req.param('id'));
    if (!encounter) throw outcome(404, 'not-found', 'Encounter not found');
    return context.json(encounter.resource);
  });

  app.post('/v1/patients/:id/consults/:encounter/consultnote/append', async (context) => {
    const patient = state.patient(context.req.param('id'));
    const id = context.req.param('encounter');
    const encounter = state.model.encounters.get(id);
    if (encounter?.patientId !== patient.id) throw unknownId('Consult', id);
    const body = await bodyFrom(context.req.raw);
    const fields = new Fields(body);
    fields.required('consultNote');
    const note = fields.text('consultNote', 100_000) ?? '';
    fields.done();
    if (state.now().getTime() > encounter.end.getTime() + appendWithinMs) {
      throw new Refusal(400, { message: 'The consult note can no longer be changed' });
    }
    encounter.notes.push(note);
    return context.json({ id, message: 'Consult note appended successfully' });
  });
}

/** FHIR's shape of an error. */
function outcome(status: number, code: string, diagnostics: string): Refusal {
  return new Refusal(status, {
    resourceType: 'OperationOutcome',
    id: randomUUID(),
    meta: { profile: ['https://fhir.medirecords.com/StructureDefinition/mr-operation-outcome-core'] },
    issue: [{ severity: 'error', code, diagnostics }],
  });
}

function idIn(reference: unknown, type: string): string | null {
  return new RegExp(`^${type}/(.+)$`).exec(String(property(reference, 'reference')))?.[1] ?? null;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
