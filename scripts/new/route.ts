import { type Names, namesOf } from './names.ts';
import { addBefore, type Plan } from './plan.ts';

/** A route of a feature that exists: its contract, its address, its test, and its line among the feature's routes. */
export function newRoute(feature: string, names: Names): Plan {
  const { kebab, camel } = names;
  const owner = namesOf(feature).kebab;
  const folder = `packages/bff/src/features/${owner}`;
  const file = `${kebab}-routes`;
  return {
    files: {
      [`${folder}/${file}.ts`]: routesText(names, { owner }),
      [`${folder}/${file}.test.ts`]: routesTestText(names, { owner, file }),
      [`packages/shared/src/contracts/${kebab}.ts`]: contractText(names, { owner }),
    },
    lists: [
      {
        path: 'packages/shared/src/contracts/endpoints.ts',
        add: (text) => addBefore(text, '  calendlyWebhook:', `  ${camel}: '${addressOf(names, owner)}',`),
      },
      { path: `${folder}/feature.ts`, add: (text) => addToFeature(text, names) },
    ],
    next: [
      `Write what it answers in ${folder}/${file}.ts and packages/shared/src/contracts/${kebab}.ts, and check it: pnpm test -- unit ${kebab}.`,
    ],
  };
}

/** Adds the routes to the feature's `routes`. @throws when the feature has no such line */
function addToFeature(text: string, { kebab, camel }: Names): string {
  const added = `...${camel}Routes()`;
  const changed = /\broutes: \[/.test(text)
    ? text.replace(/\broutes: \[/, `routes: [${added}, `)
    : text.replace(/\broutes: (\w+\([^()]*\))/, `routes: [...$1, ${added}]`);
  if (changed === text) throw new Error('No line has "routes: …": the generator must follow the code.');
  return addBefore(changed, 'import ', `import { ${camel}Routes } from './${kebab}-routes.ts';`);
}

function addressOf({ kebab }: Names, owner: string): string {
  return kebab === owner ? `/api/${kebab}` : `/api/${owner}/${kebab}`;
}

export const contractText = (names: Names, { owner }: { owner: string }) => `\
import { z } from 'zod';

/** \`GET ${addressOf(names, owner)}\`. */
export const ${names.camel} = z.object({
  items: z.array(z.string()),
});
`;

export const routesText = (names: Names, { owner }: { owner: string }) => `\
import { ${names.camel} } from '@botaniqal/shared/contracts/${names.kebab}.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { type Route, route } from '../../platform/http/route.ts';

/** \`GET ${addressOf(names, owner)}\`. */
export function ${names.camel}Routes(): Route[] {
  return [
    route(
      {
        method: 'get',
        path: endpoints.${names.camel},
        summary: 'See ${names.title.toLowerCase()}',
        tag: '${owner}',
        answers: { 200: { description: 'All of them', body: ${names.camel} } },
      },
      ({ c }) => c.json(${names.camel}.parse({ items: [] })),
    ),
  ];
}
`;

export const routesTestText = (
  { kebab, camel, title }: Names,
  { owner, file }: { owner: string; file: string },
) => `\
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ${camel} } from '@botaniqal/shared/contracts/${kebab}.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { testApp } from '../../testing/app.ts';
import { ${camel}Routes } from './${file}.ts';

describe('${title.toLowerCase()}', () => {
  const app = testApp(${camel}Routes());

  it('answers as the contract of ${owner} says', async () => {
    const response = await app.request(endpoints.${camel});
    assert.equal(response.status, 200);
    assert.deepEqual(${camel}.parse(await response.json()), { items: [] });
  });
});
`;
