import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { ZodError } from 'zod';
import type { ClinicSeed } from '../clinic.ts';
import { type ControlParts, faultFrom } from '../control/routes.ts';
import { controlSections } from './control-sections.ts';
import { htmlResponse, page } from './layout.ts';
import { shortTime } from './parts.ts';
import type { Html, PanelView, Section } from './section.ts';

export type PanelParts = ControlParts & { clinic: ClinicSeed };

/** The page a person looks at, and the few buttons on it. */
export function panelApp(parts: PanelParts): Hono {
  const app = new Hono();
  app.get('/', (context) => {
    const query = new URL(context.req.url).searchParams;
    const view: PanelView = { timeZone: parts.clinic.timeZone, now: parts.clock.now(), query };
    const sections = [
      ...parts.vendors.flatMap((vendor) => vendor.sections(view)),
      ...controlSections(parts, view),
    ];
    return htmlResponse(
      page({
        title: `Sandbox of ${parts.clinic.name}`,
        header: top(parts, view, sections),
        main: html`${sections.map(sectionOf)}`,
        live: true,
      }),
    );
  });
  app.get('/panel.css', () => file('panel.css', 'text/css; charset=utf-8'));
  app.get('/panel.js', () => file('panel-refresh.js', 'text/javascript; charset=utf-8'));
  app.use('/panel/*', csrf());
  app.post('/panel/reset', (context) => {
    parts.reset();
    return context.redirect('/', 303);
  });
  app.post('/panel/clock', async (context) => {
    const { seconds } = await context.req.parseBody();
    const step = Number(seconds);
    if (Number.isFinite(step) && step > 0) parts.clock.advance(step * 1000);
    return context.redirect('/', 303);
  });
  app.post('/panel/faults', async (context) => {
    const { service, kind, value, times, route } = await context.req.parseBody();
    const number = (text: unknown) => (text ? Number(text) : undefined);
    const fault = { service, kind, value: number(value), times: number(times), route: route || undefined };
    parts.faults.add(faultFrom(fault));
    return context.redirect('/#faults', 303);
  });
  app.post('/panel/faults/clear', async (context) => {
    const { id } = await context.req.parseBody();
    parts.faults.clear(id ? Number(id) : undefined);
    return context.redirect('/#faults', 303);
  });
  app.post('/panel/:service/acts/:act', async (context) => {
    const { service, act } = context.req.param();
    const vendor = parts.vendors.find(({ name }) => name === service);
    if (!vendor?.act) return context.notFound();
    vendor.act(act, await context.req.parseBody());
    return context.redirect(`/#${service}`, 303);
  });
  for (const { name, page: vendorPage } of parts.vendors) {
    if (vendorPage)
      app.get(`/${name}/*`, async (context) => (await vendorPage(context.req.path)) ?? context.notFound());
  }
  app.onError(async (error) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (!(error instanceof ZodError)) {
      console.error(error);
      return new Response('The panel failed; see the output of the sandbox.', { status: 500 });
    }
    const words = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('. ');
    const header = html`<div class="headline"><div><p><a href="/">Back to the sandbox</a></p><h1>That did not work</h1></div></div>`;
    return htmlResponse(
      page({ title: 'That did not work', header, main: html`<section><p>${words}</p></section>` }),
      400,
    );
  });
  return app;
}

function top(parts: PanelParts, view: PanelView, sections: readonly Section[]): Html {
  return html`<div class="headline">
    <div>
      <p class="eyebrow">Sandbox</p>
      <h1>${parts.clinic.name}</h1>
      <p class="lead">Stand-ins for the outside services. Everyone seeded here is invented, and no mail is sent on.</p>
    </div>
    <div class="clock">
      <p><span class="eyebrow">The sandbox’s clock</span>
      <strong>${shortTime(view.now, view.timeZone)}</strong> <span class="quiet">${view.timeZone}</span></p>
      <div class="buttons">
        <form method="post" action="/panel/clock"><button name="seconds" value="3600">Forward 1 hour</button></form>
        <form method="post" action="/panel/clock"><button name="seconds" value="86400">Forward 1 day</button></form>
        <form method="post" action="/panel/reset"><button class="danger">Reset everything</button></form>
      </div>
    </div>
  </div>
  <nav aria-label="Sections"><ul>${sections.map(
    ({ id, title, count }) =>
      html`<li><a href="#${id}">${title}${count === null ? '' : html` <span class="count">${count}</span>`}</a></li>`,
  )}</ul></nav>`;
}

function sectionOf({ id, title, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`;
}

async function file(name: string, type: string): Promise<Response> {
  const body = await readFile(new URL(name, import.meta.url));
  return new Response(body, { headers: { 'content-type': type, 'cache-control': 'no-cache' } });
}
