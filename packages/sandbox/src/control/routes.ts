import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Calls } from './calls.ts';
import type { SandboxClock } from './clock.ts';
import { type Faults, faultKinds, type NewFault } from './faults.ts';
import type { Vendor } from './vendor.ts';

export interface ControlParts {
  clock: SandboxClock;
  faults: Faults;
  calls: Calls;
  vendors: readonly Vendor[];
  reset: () => void;
}

/** A refusal of the control API: a sentence, and the fields it is about. */
class BadControl extends Error {
  readonly fields: { path: string; message: string }[];

  constructor(...fields: { path: string; message: string }[]) {
    super(fields.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; '));
    this.fields = fields;
  }
}

/** What tests use, below `/__sandbox`. */
export function controlApp(parts: ControlParts): Hono {
  const { faults, calls } = parts;
  const app = new Hono().basePath('/__sandbox');
  app.post('/reset', (context) => {
    parts.reset();
    return context.json({ reset: true });
  });
  app.get('/faults', (context) => context.json({ faults: faults.list() }));
  app.post('/faults', async (context) => {
    const fault = await bodyOf(context, faultShape);
    vendorNamed(parts, fault.service, 'service');
    return context.json(faults.add(fault), 201);
  });
  app.delete('/faults/:id?', (context) => {
    const id = context.req.param('id');
    faults.clear(id === undefined ? undefined : Number(id));
    return context.json({ faults: faults.list() });
  });
  app.get('/calls', (context) => {
    const service = context.req.query('service');
    if (service !== undefined) vendorNamed(parts, service, 'service');
    const list = calls.list(service);
    const counts = calls.counts(service);
    const total = Object.values(counts)
      .flatMap((ofService) => Object.values(ofService))
      .reduce((sum, count) => sum + count, 0);
    return context.json({ total, counts, calls: list });
  });
  clockRoutes(app, parts);
  switchRoutes(app, parts);
  app.get('/:service/state', (context) =>
    context.json(vendorNamed(parts, context.req.param('service'), 'service').state() ?? null),
  );
  app.post('/:service/acts/:act', async (context) => {
    const vendor = vendorNamed(parts, context.req.param('service'), 'service');
    const body = await bodyOf(context, z.looseObject({}));
    if (!vendor.act) throw new BadControl({ path: 'service', message: `${vendor.name} has no acts` });
    return context.json({ result: checked(() => vendor.act?.(context.req.param('act'), body)) ?? null });
  });
  app.all('*', (context) => {
    const { method, path } = context.req;
    return context.json({ error: `There is no ${method} ${path} here.`, fields: [] }, 404);
  });
  app.onError((error, context) => {
    if (error instanceof BadControl) return context.json({ error: error.message, fields: error.fields }, 400);
    console.error(error);
    return context.json({ error: 'The sandbox failed; see its output.', fields: [] }, 500);
  });
  return app;
}

function clockRoutes(app: Hono, { clock }: ControlParts): void {
  app.get('/clock', (context) => context.json({ now: clock.now() }));
  app.post('/clock', async (context) => {
    const change = await bodyOf(context, clockShape);
    if (change.now !== undefined) clock.set(new Date(change.now));
    if (change.advanceSeconds !== undefined) clock.advance(change.advanceSeconds * 1000);
    return context.json({ now: clock.now() });
  });
}

/** `{ service, …switches }`: what is left out stays as it is. */
function switchRoutes(app: Hono, parts: ControlParts): void {
  app.get('/settings', (context) =>
    context.json(Object.fromEntries(parts.vendors.map((vendor) => [vendor.name, vendor.settings()]))),
  );
  app.post('/settings', async (context) => {
    const { service, ...change } = await bodyOf(context, changeShape);
    const vendor = vendorNamed(parts, service, 'service');
    checked(() => vendor.configure(change));
    return context.json(vendor.settings());
  });
  app.get('/limits', (context) =>
    context.json(
      Object.fromEntries(parts.vendors.flatMap(({ name, limits }) => (limits ? [[name, limits()]] : []))),
    ),
  );
  app.post('/limits', async (context) => {
    const { service, ...change } = await bodyOf(context, changeShape);
    const vendor = vendorNamed(parts, service, 'service');
    if (!vendor.limit) throw new BadControl({ path: 'service', message: `${service} has no limits` });
    checked(() => vendor.limit?.(change));
    return context.json(vendor.limits?.() ?? null);
  });
}

const faultShape = z
  .strictObject({
    service: z.string(),
    route: z
      .string()
      .regex(
        /^(?:[A-Z*]+ )?(?:\/|\*)\S*$/,
        'must be "METHOD /path", "* /path" or "/path"; * stands for anything',
      )
      .optional(),
    kind: z.enum(faultKinds),
    value: z.number().int().min(0).nullish(),
    times: z.number().int().min(1).optional(),
    match: z.string().min(1).optional(),
  })
  .refine(({ kind, value }) => kind !== 'latency' || (typeof value === 'number' && value <= 600_000), {
    path: ['value'],
    message: 'latency needs milliseconds, at most 600000',
  })
  .refine(
    ({ kind, value }) => kind !== 'status' || (typeof value === 'number' && value >= 200 && value <= 599),
    {
      path: ['value'],
      message: 'status needs a status code from 200 to 599',
    },
  );

/** @throws ZodError */
export function faultFrom(value: unknown): NewFault {
  return faultShape.parse(value);
}

const clockShape = z
  .strictObject({
    now: z.iso.datetime({ offset: true }).optional(),
    advanceSeconds: z.number().optional(),
  })
  .refine(({ now, advanceSeconds }) => now !== undefined || advanceSeconds !== undefined, {
    path: ['now'],
    message: 'now (an instant) or advanceSeconds is needed',
  });

const changeShape = z.looseObject({ service: z.string() });

async function bodyOf<T>(context: Context, shape: z.ZodType<T>): Promise<T> {
  let body: unknown;
  try {
    body = await context.req.json();
  } catch {
    throw new BadControl({ path: '', message: 'the body must be JSON' });
  }
  return checked(() => shape.parse(body));
}

function checked<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new BadControl(
      ...error.issues.map((issue) => ({
        path: [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])].join('.'),
        message: issue.message,
      })),
    );
  }
}

function vendorNamed({ vendors }: ControlParts, service: string, path: string): Vendor {
  const found = vendors.find(({ name }) => name === service);
  if (!found) {
    const names = vendors.map(({ name }) => name).join(', ');
    throw new BadControl({ path, message: `"${service}" is not a service of this sandbox: ${names}` });
  }
  return found;
}
