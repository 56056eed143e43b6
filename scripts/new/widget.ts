import type { Names } from './names.ts';
import { addBefore, type Plan } from './plan.ts';

/** An element that a page places: it reads the catalogue, and draws every state of that. Also its tag in the two lists. */
export function newWidget(names: Names): Plan {
  const { kebab } = names;
  const folder = `packages/widgets/src/elements/${kebab}`;
  return {
    files: {
      [`${folder}/${kebab}.ts`]: element(names),
      [`${folder}/${kebab}.styles.ts`]: styles(names),
      [`${folder}/${kebab}.mocks.ts`]: mocks(names),
      [`${folder}/${kebab}.test.ts`]: test(names),
      [`packages/widgets/src/copy/${kebab}.ts`]: copy(names),
    },
    lists: [
      { path: 'packages/widgets/src/element-tags.ts', add: (text) => addTag(text, kebab) },
      { path: 'packages/widgets/src/elements/element-modules.ts', add: (text) => addModule(text, kebab) },
    ],
    next: [
      `Write what <bq-${kebab}> shows in ${folder}/${kebab}.ts, and its words in packages/widgets/src/copy/${kebab}.ts.`,
      `Describe it in packages/widgets/README.md and examples/webflow/README.md, and check it: pnpm test -- browser.`,
    ],
  };
}

/** The tags are in the order of the alphabet. */
function addTag(text: string, kebab: string): string {
  const following = tagAfter(text, kebab);
  return addBefore(text, following ? `  'bq-${following}',` : '] as const;', `  'bq-${kebab}',`);
}

function addModule(text: string, kebab: string): string {
  const entry = `  'bq-${kebab}': async () => {\n    await import('./${kebab}/${kebab}.ts');\n  },`;
  const following = tagAfter(text, kebab);
  return addBefore(text, following ? `  'bq-${following}': async` : '};', entry);
}

function tagAfter(text: string, kebab: string): string | undefined {
  const tags = [...text.matchAll(/^ {2}'bq-([a-z-]+)'/gm)].map(([, tag = '']) => tag);
  return tags.find((tag) => tag > kebab);
}

const element = ({ kebab, camel, pascal, title }: Names) => `\
import { TaskStatus } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { codeOf } from '../../api/api-problem.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import { ${camel}Copy } from '../../copy/${kebab}.ts';
import { problemSentence } from '../../copy/problems.ts';
import { define } from '../../page/define.ts';
import { tellPage } from '../../page/neighbours/page-events.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { ${camel}Styles } from './${kebab}.styles.ts';
import '../../components/banner/banner.ts';

/**
 * ${title}: say here what a patient does with it.
 *
 * @element bq-${kebab}
 * @slot - shown until the element has loaded, and when it cannot: a phone number, a link
 * @fires bq-ready - the services are shown
 * @fires bq-error - the services could not be read
 * @csspart heading - the heading
 */
export class ${pascal} extends BqElement {
  static override styles = [tokens, base, ${camel}Styles];

  readonly #catalogue = new ConnectedTask(this, {
    task: ([origin]) => readCatalogue(origin),
    args: () => [this.origin] as const,
    onComplete: () => tellPage(this, 'bq-ready', {}),
    onError: (error) => tellPage(this, 'bq-error', { code: codeOf(error) }),
  });

  protected override render(): TemplateResult {
    const isBusy = this.#catalogue.status === TaskStatus.PENDING;
    return html\`<section class="frame" aria-labelledby="heading" aria-busy=\${isBusy ? 'true' : nothing}>
      <h2 id="heading" part="heading">\${${camel}Copy.heading}</h2>
      \${this.#body()}
    </section>\`;
  }

  /** What was read before stays while it is read again. */
  #body(): TemplateResult {
    const catalogue = this.#catalogue.latest;
    if (!catalogue && this.#catalogue.status === TaskStatus.ERROR) return this.#notLoaded();
    if (!catalogue) return html\`<p>\${${camel}Copy.loading}</p>\`;
    if (catalogue.services.length === 0) return html\`<p>\${${camel}Copy.nothingToShow}</p>\`;
    return html\`<ul>
      \${catalogue.services.map(({ name }) => html\`<li>\${name}</li>\`)}
    </ul>\`;
  }

  #notLoaded(): TemplateResult {
    return html\`<bq-banner
        .heading=\${${camel}Copy.notLoaded}
        .body=\${problemSentence(codeOf(this.#catalogue.error))}
      >
        <button type="button" @click=\${() => this.#catalogue.run()}>\${${camel}Copy.tryAgain}</button>
      </bq-banner>
      <slot></slot>\`;
  }
}

define('bq-${kebab}', ${pascal});
`;

const styles = ({ camel }: Names) => `\
import { css } from 'lit';

export const ${camel}Styles = css\`
  :host {
    container-type: inline-size;
  }
  .frame {
    display: grid;
    gap: 12px;
    align-content: start;
  }
\`;
`;

const copy = ({ camel, kebab, title }: Names) => `\
/** Words of \`<bq-${kebab}>\`. */
export const ${camel}Copy = {
  heading: '${title}',
  loading: 'Loading',
  nothingToShow: 'There is nothing to show here right now.',
  notLoaded: 'This could not be loaded',
  tryAgain: 'Try again',
} as const;
`;

const mocks = ({ camel }: Names) => `\
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { refusal } from '../combined-calendar/combined-calendar.mocks.ts';

const path = \`*\${endpoints.catalogue}\`;

/** Named situations, for tests and for looking at. */
export const ${camel}Scenarios = {
  default: [http.get(path, () => HttpResponse.json(sampleCatalogue))],
  empty: [http.get(path, () => HttpResponse.json({ ...sampleCatalogue, services: [] }))],
  slow: [http.get(path, () => delay('infinite'))],
  error: [http.get(path, () => refusal(503, 'service_unavailable', { 'retry-after': '30' }))],
} satisfies Record<string, RequestHandler[]>;
`;

const test = ({ kebab, camel, pascal, title }: Names) => `\
import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { ${camel}Copy } from '../../copy/${kebab}.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { ${camel}Scenarios } from './${kebab}.mocks.ts';
import type { ${pascal} } from './${kebab}.ts';
import './${kebab}.ts';

async function place(scenario: RequestHandler[]): Promise<${pascal}> {
  play(...scenario);
  return fixture<${pascal}>(html\`<bq-${kebab}><a href="tel:1">Call us</a></bq-${kebab}>\`);
}

const appears = (element: Element, words: string) =>
  waitUntil(() => textOf(element).includes(words), \`"\${words}" appears\`);

before(() => startMockServer());
beforeEach(() => forgetCatalogue());

describe('${title.toLowerCase()}', () => {
  it('shows the services', async () => {
    const element = await place(${camel}Scenarios.default);
    await appears(element, 'GAPS coaching');
    expect(byRole(element, 'heading', ${camel}Copy.heading).isConnected).to.equal(true);
  });

  for (const [scenario, words] of [
    ['default', 'GAPS coaching'],
    ['empty', ${camel}Copy.nothingToShow],
    ['slow', ${camel}Copy.loading],
    ['error', ${camel}Copy.notLoaded],
  ] as const) {
    it(\`can be used by all people: \${scenario}\`, async () => {
      const element = await place(${camel}Scenarios[scenario]);
      await appears(element, words);
      await expectAccessible(element);
    });
  }

  it('can be tried again when the clinic did not answer, and shows what the page has between the tags', async () => {
    const element = await place(${camel}Scenarios.error);
    await appears(element, ${camel}Copy.notLoaded);
    expect(element.querySelector('a')?.checkVisibility()).to.equal(true);
    play(...${camel}Scenarios.default);
    byRole(element, 'button', ${camel}Copy.tryAgain).click();
    await appears(element, 'GAPS coaching');
    expect(allByRole(element, 'button', ${camel}Copy.tryAgain)).to.have.length(0);
  });
});
`;
