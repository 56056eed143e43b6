import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { csvFile } from './csv.ts';

describe('a file for a spreadsheet', () => {
  it('begins with a byte-order mark, so that names keep their accents', () => {
    assert.equal(
      csvFile([
        ['name', 'rank'],
        ['Zoë', 1],
      ]),
      '\ufeffname,rank\r\nZoë,1\r\n',
    );
  });

  for (const start of [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '＝',
    '＋',
    '－',
    '＠',
    '−',
    ' =',
    '\u200b=',
    '\ufeff=',
    '"=',
    "'=",
    '\u00a0 =',
    '\u202d＝',
  ]) {
    it(`makes text of what begins with ${JSON.stringify(start)}`, () => {
      const line = csvFile([[`${start}1+1`]])
        .slice(1)
        .trimEnd();
      assert.match(line, /^"?'/);
    });
  }

  it('leaves names, numbers and empty cells as they are', () => {
    assert.equal(
      csvFile([["O'Brien-Smith", -5, null, 'a=b', '5 + 3']]),
      "\ufeffO'Brien-Smith,-5,,a=b,5 + 3\r\n",
    );
  });

  it('quotes commas, quotes and line breaks', () => {
    assert.equal(csvFile([['a,b', 'say "hi"', 'x\ny']]), '\ufeff"a,b","say ""hi""","x\ny"\r\n');
  });
});
