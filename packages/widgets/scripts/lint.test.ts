import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import { buildTargets } from './browsers.ts';

const cwd = path.join(import.meta.dirname, '..');

/** Lints a template as if it were a file of ours; `[name]` stands for an expression in it. */
async function rulesBrokenBy(template: string): Promise<(string | null)[]> {
  const code = `import { html } from 'lit';\nexport const view = (name: string) => html\`${template.replace(/\[(.+?)\]/g, '$${$1}')}\`;\n`;
  const [result] = await new ESLint({ cwd }).lintText(code, { filePath: 'src/components/planted.ts' });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

describe('the lint of Lit templates', () => {
  for (const [template, rule] of [
    ['<p class="[name]"></p>', 'lit/quoted-expressions'],
    ['<p id=[name] id="other"></p>', 'lit/no-duplicate-template-bindings'],
    ['<img src=[name] />', 'lit-a11y/alt-text'],
    ['<div @click=[() => name]>Press</div>', 'lit-a11y/click-events-have-key-events'],
  ] as const) {
    it(`reports ${template}`, async () => {
      assert.ok((await rulesBrokenBy(template)).includes(rule));
    });
  }

  it('reports nothing in a template that keeps the rules', async () => {
    assert.deepEqual(await rulesBrokenBy('<button type="button" aria-label=[name]>Press</button>'), []);
  });
});

describe('the lint of browser APIs', () => {
  it('reports one that a browser of .browserslistrc does not have', async () => {
    const code =
      'export const isAddress = (text: string) => URL.canParse(text);\nexport const sniffer = new EyeDropper();\n';
    const [result] = await new ESLint({ cwd }).lintText(code, { filePath: 'src/page/planted.ts' });
    assert.deepEqual(
      result?.messages.map(({ ruleId }) => ruleId),
      ['no-restricted-properties', 'compat/compat'],
    );
  });

  it('knows the browsers that the build is made for', () => {
    assert.ok(buildTargets().includes('safari16.4'));
    assert.throws(() => buildTargets('safari 16'), /write "chrome >= 130"/);
  });
});
