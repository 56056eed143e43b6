import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseSync } from 'vite';
import { type SameNames, withSameNames } from './same-names.ts';

const given: SameNames = {
  imported: (from, name) =>
    from === './base.js' ? ({ html: 'A', css: 'B' } as Record<string, string>)[name] : undefined,
  exported: (name) => (name === 'view' ? '_e' : undefined),
};
const small = (code: string) => withSameNames(code, given, (text) => parseSync('file.js', text).program);

describe('names that several files of the build share', () => {
  it('are the same in the file that exports and in the file that imports', () => {
    const { code, names } = small(
      'import { html, css as look } from "./base.js";\nconst view = html(look);\nexport { view };',
    );
    assert.equal(code, 'import { A, B } from "./base.js";\nconst _e = A(B);\nexport { _e };');
    assert.deepEqual(names, ['A', 'B', '_e'], 'the minifier leaves them alone');
  });

  it('leave properties, labels and quoted words alone', () => {
    const { code } = small(
      'import { html } from "./base.js";\nhtml: for (;;) break html;\nuse({ html, a: html, html: 1 }, x.html, "html", class { html = html; });',
    );
    assert.equal(
      code,
      'import { A } from "./base.js";\nhtml: for (;;) break html;\nuse({ html: A, a: A, html: 1 }, x.html, "html", class { html = A; });',
    );
  });

  it('leave a variable alone that another scope declares too', () => {
    for (const scope of [
      '(html) => html;',
      '({ html }) => html;',
      '([html = 1]) => html;',
      '(...html) => html;',
      'function f() { const { a: html } = b; return html; }',
      'try { f(); } catch (html) { f(html); }',
      'const C = class html {};',
    ]) {
      const { code, names } = small(`import { html } from "./base.js";\nhtml();\n${scope}`);
      assert.equal(code, `import { A as html } from "./base.js";\nhtml();\n${scope}`);
      assert.deepEqual(names, []);
    }
  });

  it('are free: a variable that has such a name gets another one', () => {
    const { code } = small(
      'import { html } from "./base.js";\nconst A = ({ A }) => A + html;\nexport { A as other };',
    );
    assert.equal(
      code,
      'import { A } from "./base.js";\nconst A$own = ({ A: A$own }) => A$own + A;\nexport { A$own as other };',
    );
  });

  it('change nothing of what a file exports to code that names it', () => {
    const { code } = small('class Part {}\nexport { Part };');
    assert.equal(code, 'class Part {}\nexport { Part };');
  });
});
