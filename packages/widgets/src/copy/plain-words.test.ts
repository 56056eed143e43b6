import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

/** Where the sentences are that patients and staff read. */
const places = [
  'widgets/src/copy/**/*.ts',
  'shared/src/forms/**/*.ts',
  'shared/src/pricing/*.ts',
  'bff/src/features/messages/mails/*.ts',
  'bff/src/features/**/*-mail*.ts',
  'bff/src/features/staff-tasks/kinds/task-kinds.ts',
  'desk/src/api/*.ts',
  'desk/src/app/*.ts',
  'desk/src/components/**/*.ts',
  'desk/src/screens/**/*.ts',
  'desk/src/words/*.ts',
];

/** Words and turns that Australians do not write, or that readers of other first languages misread. */
const unplain =
  /\b(e-mails?|(some|no|every)body|whoever|whom|mend(ed)?|stands?|given? back|be had|times? free|rather talk|not whole)\b/i;

const packages = join(import.meta.dirname, '../../..');

/** The literals of a source file that are sentences or labels: with a space, and not in a comment. */
function sentences(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return code.match(/'[^'\n]* [^'\n]*'|`[^`]* [^`]*`|"[^"\n]* [^"\n]*"/g) ?? [];
}

test('every sentence that people read is in plain Australian English', () => {
  const files = places
    .flatMap((place) => globSync(place, { cwd: packages }))
    .filter((file) => !file.endsWith('.test.ts'));
  assert.ok(files.length > 60, `only ${files.length} files were read`);
  const found = files.flatMap((file) =>
    sentences(readFileSync(join(packages, file), 'utf8'))
      .filter((sentence) => unplain.test(sentence))
      .map((sentence) => `${file}: ${sentence}`),
  );
  assert.deepEqual(found, []);
});

test('a word in a comment or a name is not a sentence', () => {
  assert.deepEqual(
    sentences("/** Somebody 'is here' */\n// 'nobody reads this'\nconst everybody = 'all';"),
    [],
  );
});
