import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { build, type Plugin } from 'vite';
import { elementTags } from '../src/element-tags.ts';
import { inlineEndpoints } from './inline-endpoints.ts';
import { preloads } from './preloads.ts';
import { smallCopy } from './small-copy.ts';
import { smallLit } from './small-lit.ts';
import { smallTemplates } from './small-templates.ts';
import { stableBase } from './stable-base.ts';

const root = path.join(import.meta.dirname, '..');
const entry = path.join(root, 'src/planted.ts');

/** Builds one file of ours that exists only here. @returns what the build wrote */
async function built(source: string, plugin: Plugin): Promise<string> {
  const planted: Plugin = {
    name: 'planted',
    enforce: 'pre',
    resolveId: (id) => (id === entry ? id : /^lit$|endpoints/.test(id) ? { id, external: true } : undefined),
    load: (id) => (id === entry ? source : undefined),
  };
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
    plugins: [planted, plugin],
  });
  const [output] = [result].flat();
  return output && 'output' in output
    ? output.output.map((file) => (file.type === 'chunk' ? file.code : '')).join()
    : '';
}

async function filesOfTheRealBuild(): Promise<Map<string, string>> {
  const result = await build({ root, logLevel: 'silent', build: { write: false } });
  const [output] = [result].flat();
  assert.ok(output && 'output' in output);
  return new Map(
    output.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]),
  );
}

describe('what the build rewrites', () => {
  const templates =
    "import { css, html } from 'lit';\nexport const view = html`\n  <p>\n    Hi\n  </p>\n`;\n";

  it('takes indentation out of markup, and comments out of styles', async () => {
    const code = await built(
      `${templates}export const look = css\`\n  /* why */\n  p {\n    margin: 0;\n  }\n\`;`,
      smallTemplates(),
    );
    assert.match(code, /html`<p>Hi<\/p>`/);
    assert.match(code, /css`p\{margin:0\}`/);
  });

  it('takes only those spaces out of styles that mean nothing', async () => {
    const code = await built(
      `${templates}export const look = css\`.a > *, a + b { width: calc(0.5em + 10.25px); }\`;`,
      smallTemplates(),
    );
    assert.match(code, /css`\.a>\*,a\+b\{width:calc\(\.5em \+ 10\.25px\)\}`/);
  });

  it('fails without a template: a tag of Lit may have another name', async () => {
    await assert.rejects(built(templates, smallTemplates()), /found no css template/);
    await assert.rejects(built('export const one = 1;', smallTemplates()), /found no html template/);
  });

  const endpoints = "import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';\n";

  it('writes an address into the place that uses it', async () => {
    const code = await built(`${endpoints}export const address = endpoints.catalogue;`, inlineEndpoints());
    assert.match(code, /"\/api\/catalogue"/);
  });

  it('fails when it cannot replace an address, or finds none', async () => {
    await assert.rejects(
      built(`${endpoints}export const a = endpoints.nowhere;`, inlineEndpoints()),
      /nowhere/,
    );
    await assert.rejects(
      built(`${endpoints}export const all = { ...endpoints };`, inlineEndpoints()),
      /every route/,
    );
    await assert.rejects(built('export const one = 1;', inlineEndpoints()), /found no endpoint/);
  });

  it('fails when an element uses what it takes out of Lit', async () => {
    const element = 'export const properties = { open: { type: Boolean, reflect: true } };';
    await assert.rejects(built(element, smallLit()), /reflect: true is left out of Lit/);
    const view = "import { html } from 'lit';\nexport const view = ";
    for (const used of ['html`<!-- why --><p></p>`', `html\`<p @click=\${{ handleEvent() {} }}></p>\``])
      await assert.rejects(built(view + used, smallLit()), /is left out of Lit/);
    const directive = "export { live } from 'lit/directives/live.js';";
    await assert.rejects(built(directive, smallLit()), /directives\/ is left out of Lit/);
  });

  const copy = "import { paymentCopy as words } from './copy/booking/payment.ts';\n";

  it('writes a text into the place that uses it, and leaves the other texts out', async () => {
    const code = await built(
      `${copy}const { hold } = words;\nexport const said = [words.card, words.unreachable.body, hold.longer];`,
      smallCopy(),
    );
    assert.match(code, /'?"?Card"?'?/);
    assert.match(code, /Nothing was charged/);
    assert.match(code, /Keep it longer/);
    assert.doesNotMatch(code, /Your card details|could not hold it longer/);
  });

  it('keeps an object of texts that is used as one', async () => {
    const code = await built(`${copy}export const one = (key) => words.hold[key];`, smallCopy());
    assert.match(code, /longer: /);
    assert.doesNotMatch(code, /Your card details/);
  });

  it('fails when a variable hides the words, or when it finds none', async () => {
    await assert.rejects(
      built(`${copy}export const one = (words) => words.card;`, smallCopy()),
      /another variable named words/,
    );
    await assert.rejects(built('export const one = 1;', smallCopy()), /found no words/);
  });

  it('fails when it has not met the files of Lit that it makes smaller', async () => {
    await assert.rejects(built('export const one = 1;', smallLit()), /not all files of Lit were met/);
  });

  it('fails when the loader has no place for the list of files', async () => {
    await assert.rejects(built('export const one = 1;', preloads()), /no chunk asks for/);
  });

  it('fails without a file that all elements share', async () => {
    await assert.rejects(built('export const one = 1;', stableBase()), /no chunk is called base/);
  });

  it('gives that file one address, by which each other file of the real build names it', async () => {
    const files = await filesOfTheRealBuild();
    const base = files.get('v1/base.js') ?? '';
    assert.doesNotMatch(base, /\bfrom\s*["']/, 'it waits for no other file');
    for (const [, file = ''] of base.matchAll(/["']\.\.\/([\w./-]+\.js)["']/g))
      assert.ok(files.has(file), file);
    for (const tag of elementTags) assert.ok(base.includes(`"${tag}"`), tag);
    for (const [name, code] of files) {
      if (name.endsWith('.js') && !/\/base-[\w-]+\.js$/.test(name))
        assert.doesNotMatch(code, /\/base-[\w-]+\.js/, name);
    }
    assert.match(files.get('v1/bq.js') ?? '', /"bq-combined-calendar":\[[^\]]*"\.\/base\.js"/);
  });
});
