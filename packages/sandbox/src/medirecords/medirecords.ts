import { Hono } from 'hono';
import { serveVendor } from '../control/http-vendor.ts';
import type { Vendor, VendorContext } from '../control/vendor.ts';
import { medirecordsSections } from './panel.ts';
import { accessDenied, plainRefusal, Refusal } from './refusal.ts';
import { appointmentRoutes } from './routes/appointments.ts';
import { consultRoutes } from './routes/consults.ts';
import { attachmentRoute, correspondenceRoutes } from './routes/correspondences.ts';
import { patientDetailRoutes } from './routes/patient-details.ts';
import { patientRoutes } from './routes/patients.ts';
import { practiceRoutes } from './routes/practice.ts';
import { medirecordsState } from './snapshot.ts';
import { nothingHere, World } from './vendor-state.ts';

/** A stand-in for MediRecords Connect, by its contract: only what somebody has seen; the rest is 404. */
export async function createMedirecords(context: VendorContext): Promise<Vendor> {
  const world = new World(context);
  const app = appOf(world);
  const listening = await serveVendor({
    ...context,
    name: 'medirecords',
    handler: (request) => app.fetch(request),
    failure: (status, retryAfterSeconds) => answerTo(plainRefusal(status), retryAfterSeconds),
  });
  world.origin = listening.url;
  return {
    name: 'medirecords',
    url: listening.url,
    state: () => medirecordsState(world),
    reset: () => world.reset(),
    settings: () => world.settings,
    configure: (change) => world.configure(change),
    sections: () => medirecordsSections(world),
    stop: () => listening.stop(),
  };
}

function appOf(world: World): Hono {
  const app = new Hono();
  attachmentRoute(app, world);
  app.use(async (context, next) => {
    const token = /^Bearer (\S+)$/.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
    const accepted = context.req.path.startsWith('/fhir/') ? world.tokens.fhir : world.tokens.rest;
    if (!accepted.has(token)) throw accessDenied();
    await next();
  });
  practiceRoutes(app, world);
  appointmentRoutes(app, world);
  patientRoutes(app, world);
  patientDetailRoutes(app, world);
  correspondenceRoutes(app, world);
  consultRoutes(app, world);
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
