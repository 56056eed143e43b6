import { escapeHtml } from '../../../platform/escape-html.ts';

interface Body {
  readonly schema?: { readonly $ref?: string };
  readonly example?: unknown;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security?: readonly Record<string, unknown>[];
  readonly parameters?: readonly {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    example?: unknown;
  }[];
  readonly requestBody?: { readonly description?: string; readonly content: Record<string, Body> };
  readonly responses: Record<string, { description: string; content?: Record<string, Body> }>;
}

/** What the reference reads of an OpenAPI document. */
interface Described {
  readonly info: { readonly title: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
  readonly webhooks: Record<string, { readonly post: Operation }>;
  readonly components: {
    readonly schemas: Record<string, object>;
    readonly securitySchemes: Record<string, { description?: string }>;
  };
}

/** Renders an OpenAPI document of ours as HTML: routes by tag, then webhooks, ways to sign in, and schemas. */
export function apiReference(document: object): string {
  const { info, tags, paths, webhooks, components } = document as Described;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = tags
    .map(({ name, description }) => ({
      name,
      description,
      routes: operations.filter(({ operation }) => operation.tags.includes(name)),
    }))
    .filter(({ routes }) => routes.length > 0);
  return `<h1>API</h1>
<p class="lead">${escapeHtml(info.description)} The same as a file: <a href="/api/openapi.json">openapi.json</a>, OpenAPI 3.1.</p>
<p>JSON in and out. Instants are ISO 8601 in UTC. Errors are <code>application/problem+json</code> with a <code>code</code> of a closed list. Each POST honours <code>Idempotency-Key</code>: the same key with the same body answers the same.</p>
<nav aria-label="On this page"><ul>${[...groups.map(({ name }) => name), 'Sent by vendors', 'Ways to sign in', 'Schemas'].map((name) => `<li><a href="#${idOf(name)}">${escapeHtml(name)}</a></li>`).join('')}</ul></nav>
${groups.map(({ name, description, routes }) => `${heading(name)}<p>${escapeHtml(description)}</p>${routes.map(({ path, method, operation }) => operationOf(method, path, operation)).join('\n')}`).join('\n')}
${heading('Sent by vendors')}
<p>Webhooks that the server takes in. It checks who sent one, stores it, and answers before it acts.</p>
${Object.entries(webhooks)
  .map(([name, { post }]) => operationOf('post', name, post))
  .join('\n')}
${heading('Ways to sign in')}
<dl>${Object.entries(components.securitySchemes)
    .map(([name, { description = '' }]) => `<dt><code>${name}</code></dt><dd>${escapeHtml(description)}</dd>`)
    .join('')}</dl>
${heading('Schemas')}
${Object.entries(components.schemas)
  .map(
    ([name, schema]) =>
      `<details class="operation" id="schema-${name}"><summary class="route"><code>${name}</code></summary><div>${code(schema, name)}</div></details>`,
  )
  .join('\n')}`;
}

const idOf = (name: string) => name.toLowerCase().replace(/\W+/g, '-');

const heading = (name: string) => `<h2 id="${idOf(name)}">${escapeHtml(name)}</h2>`;

function operationOf(method: string, path: string, operation: Operation): string {
  const { operationId, summary, description, security = [], parameters = [], requestBody } = operation;
  const schemes = security.flatMap((each) => Object.keys(each));
  return `<details class="operation" id="${operationId}"><summary class="route"><span class="method">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code> <span>${escapeHtml(summary)}</span></summary>
<div><p>${escapeHtml(description)}</p>
<p class="small">${schemes.length > 0 ? `Needs ${schemes.map((name) => `<code>${name}</code>`).join(' or ')}.` : 'Open to everyone.'}</p>
${parameterTable(operationId, parameters)}
${requestBody ? `<h4>Body</h4><p class="small">${escapeHtml(requestBody.description ?? '')}</p>${bodiesOf(requestBody.content, `${operationId} body`)}` : ''}
<h4>Answers</h4>
<dl>${Object.entries(operation.responses)
    .map(
      ([status, { description: meaning, content = {} }]) =>
        `<dt>${status}</dt><dd>${escapeHtml(meaning)} ${status.startsWith('2') ? bodiesOf(content, `${operationId} ${status}`) : ''}</dd>`,
    )
    .join('')}</dl></div></details>`;
}

function parameterTable(operationId: string, parameters: NonNullable<Operation['parameters']>): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, required, description = '', example }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}${required ? ', needed' : ''}</td><td>${escapeHtml(description)}</td><td><code>${escapeHtml(String(example ?? ''))}</code></td></tr>`,
  );
  return `<h4>Parameters</h4><div class="table" role="group" tabindex="0" aria-label="Parameters of ${operationId}"><table><thead><tr><th>Name</th><th>Where</th><th>Meaning</th><th>Example</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function bodiesOf(content: Record<string, Body>, label: string): string {
  return Object.entries(content)
    .map(([type, { schema, example }]) => {
      const name = schema?.$ref?.split('/').pop();
      const link = name ? ` <a href="#schema-${name}">${name}</a>` : '';
      return `<p class="small"><code>${escapeHtml(type)}</code>${link}</p>${example === undefined ? '' : code(example, label)}`;
    })
    .join('');
}

function code(value: unknown, label: string): string {
  return `<pre tabindex="0" role="group" aria-label="${escapeHtml(label)}"><code>${escapeHtml(JSON.stringify(value, null, 2))}</code></pre>`;
}
