import { Hono } from 'hono';
import { serveVendor } from '../control/http-vendor.ts';
import type { Vendor, VendorContext } from '../control/vendor.ts';
import { actInMedirecords } from './acts.ts';
import { medirecordsSections } from './panel.ts';
import { accessDenied, plainRefusal, Refusal } from './refusal.ts';
import { appointmentRoutes } from './routes/appointments.ts';
import { consultRoutes } from './routes/consults.ts';
import { attachmentRoute, correspondenceRoutes } from './routes/correspondences.ts';
import { patientDetailRoutes } from './routes/patient-details.ts';
import { patientRoutes } from './routes/patients.ts';
import { practiceRoutes } from './routes/practice.ts';
import { medirecordsSnapshot } from './snapshot.ts';
import { MedirecordsState, nothingHere } from './vendor-state.ts';

/** A stand-in for MediRecords Connect, by its contract: only calls that a document or a sample shows; every other call is 404. */
export async function createMedirecords(context: VendorContext): Promise<Vendor> {
  const state = new MedirecordsState(context);
  const app = appOf(state);
  const listening = await serveVendor({
    ...context,
    name: 'medirecords',
    handler: (request) => app.fetch(request),
    failure: (status, retryAfterSeconds) => answerTo(plainRefusal(status), retryAfterSeconds),
  });
  state.origin = listening.url;
  return {
    name: 'medirecords',
    url: listening.url,
    state: () => medirecordsSnapshot(state),
    reset: () => state.reset(),
    settings: () => state.settings,
    configure: (change) => state.configure(change),
    act: (act, body) => actInMedirecords(state, act, body),
    sections: (view) => medirecordsSections(state, view),
    stop: () => listening.stop(),
  };
}

function appOf(state: MedirecordsState): Hono {
  const app = new Hono();
  attachmentRoute(app, state);
  app.use(async (context, next) => {
    const token = /^Bearer (\S+)$/.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
    const accepted = context.req.path.startsWith('/fhir/') ? state.tokens.fhir : state.tokens.rest;
    if (!accepted.has(token)) throw accessDenied();
    await next();
  });
  practiceRoutes(app, state);
  appointmentRoutes(app, state);
  patientRoutes(app, state);
  patientDetailRoutes(app, state);
  correspondenceRoutes(app, state);
  consultRoutes(app, state);
  app.notFound(() => answerTo(nothingHere()));
  app.onError((error) => {
    if (error instanceof Refusal) return answerTo(error);
    console.error(error);
    return answerTo(plainRefusal(500));
  });
  return app;
}

function answerTo(refusal: Refusal, retryAfterSeconds: number | null = null): Response {
  const headers = retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) };
  return Response.json(refusal.body, { status: refusal.status, headers });
}
