import { html } from 'hono/html';
import { faultKinds } from '../control/faults.ts';
import type { ControlParts } from '../control/routes.ts';
import { badge, exactTime, type Tone, table } from './parts.ts';
import type { Html, PanelView, Section } from './section.ts';

const callsShown = 60;

/** Faults, calls and addresses. */
export function controlSections(parts: ControlParts, view: PanelView): Section[] {
  const faults = parts.faults.list();
  const calls = parts.calls.list();
  return [
    { id: 'faults', title: 'Faults', count: faults.length, body: faultsBody(parts) },
    { id: 'calls', title: 'Calls', count: calls.length, body: callsBody(parts, view) },
    { id: 'addresses', title: 'Addresses', count: null, body: addressesBody(parts) },
  ];
}

function faultsBody(parts: ControlParts): Html {
  const faults = parts.faults.list();
  return html`${table(
    faults,
    [
      { title: 'Service', cell: ({ service }) => service, narrow: true },
      {
        title: 'Requests',
        cell: ({ route, match }) => [route ?? 'all', match].filter(Boolean).join(' with '),
      },
      {
        title: 'What happens',
        cell: ({ kind, value }) =>
          badge(`${words[kind]}${typeof value === 'number' ? ` ${value}` : ''}`, 'warn'),
      },
      { title: 'Left', cell: ({ left }) => (left === null ? 'until cleared' : `${left}`), narrow: true },
      { title: 'Hits', cell: ({ hits }) => `${hits}`, narrow: true },
      {
        title: 'Clear',
        cell: ({ id }) =>
          html`<form method="post" action="/panel/faults/clear"><button name="id" value="${id}">Clear</button></form>`,
      },
    ],
    'No fault is on: every service answers as it should.',
  )}
  ${faults.length > 1 ? html`<form method="post" action="/panel/faults/clear"><button>Clear all faults</button></form>` : ''}
  <details id="add-fault"><summary>Add a fault</summary>
    <form method="post" action="/panel/faults" class="fields">
      <label>Service <select name="service">${parts.vendors.map(({ name }) => html`<option>${name}</option>`)}</select></label>
      <label>What happens <select name="kind">${faultKinds.map((kind) => html`<option value="${kind}">${words[kind]}</option>`)}</select></label>
      <label>Milliseconds, status or seconds <input name="value" inputmode="numeric" pattern="[0-9]*" value="503"></label>
      <label>How often (empty: until cleared) <input name="times" inputmode="numeric" pattern="[0-9]*"></label>
      <label>Only requests like <input name="route" placeholder="POST /invitees" pattern="([A-Z*]+ )?[/*]\\S*"></label>
      <button class="primary">Add</button>
    </form>
  </details>`;
}

const words: Record<(typeof faultKinds)[number], string> = {
  status: 'Answers with status',
  latency: 'Waits, in ms:',
  drop: 'Drops the connection',
  drop_after_commit: 'Does it, then drops the connection',
  rate_limit: 'Too many requests',
};

function callsBody({ calls }: ControlParts, view: PanelView): Html {
  return table(
    calls.list().slice(-callsShown).toReversed(),
    [
      { title: 'At', cell: ({ at }) => exactTime(at, view.timeZone), narrow: true },
      { title: 'Service', cell: ({ service }) => service, narrow: true },
      {
        title: 'Call',
        cell: ({ method, path, query }) =>
          html`<code>${method} ${decoded(path)}</code>${query ? html` <code class="quiet">?${decoded(query)}</code>` : ''}`,
      },
      {
        title: 'Answer',
        cell: ({ status, fault }) =>
          html`${badge(status === null ? 'none' : `${status}`, toneOf(status))}${fault ? html` ${badge(fault, 'warn')}` : ''}`,
        narrow: true,
      },
    ],
    'There are no calls yet.',
  );
}

function toneOf(status: number | null): Tone {
  if (status === null || status >= 500) return 'bad';
  return status >= 400 ? 'warn' : 'good';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function addressesBody({ vendors }: ControlParts): Html {
  return table(
    vendors,
    [
      { title: 'Service', cell: ({ name }) => name, narrow: true },
      { title: 'Address', cell: ({ url }) => html`<code>${url}</code>` },
      { title: 'All it holds', cell: ({ name }) => html`<a href="/__sandbox/${name}/state">as JSON</a>` },
    ],
    'No service is running.',
  );
}
