import type { Names } from './names.ts';
import { addAfter, addBefore, type Plan } from './plan.ts';
import { contractText, routesTestText, routesText } from './route.ts';

/** A feature of the server: one object with one route, and its line in the list of features. */
export function newFeature(names: Names): Plan {
  const { kebab, camel } = names;
  const folder = `packages/bff/src/features/${kebab}`;
  return {
    files: {
      [`${folder}/feature.ts`]: featureText(names),
      [`${folder}/index.ts`]: `export { ${camel}Feature } from './feature.ts';\n`,
      [`${folder}/routes.ts`]: routesText(names, { owner: kebab }),
      [`${folder}/${kebab}.test.ts`]: routesTestText(names, { owner: kebab, file: 'routes' }),
      [`packages/shared/src/contracts/${kebab}.ts`]: contractText(names, { owner: kebab }),
    },
    lists: [
      {
        path: 'packages/shared/src/contracts/endpoints.ts',
        add: (text) => addBefore(text, '  calendlyWebhook:', `  ${camel}: '/api/${kebab}',`),
      },
      {
        path: 'packages/bff/src/compose.ts',
        add: (text) =>
          addAfter(
            addBefore(
              text,
              "from './features/messages/index.ts';",
              `import { ${camel}Feature } from './features/${kebab}/index.ts';`,
            ),
            '    patientsFeature(),',
            `    ${camel}Feature(),`,
          ),
      },
    ],
    next: [
      `Write what it does in ${folder}/. The object in feature.ts may also have jobs, schedules, events that it hears, sealed columns, retention and gauges: see packages/bff/src/platform/feature.ts.`,
      `Describe its answer in packages/shared/src/contracts/${kebab}.ts, and check it: pnpm test -- unit ${kebab}.`,
    ],
  };
}

const featureText = ({ kebab, camel, title }: Names) => `\
import type { Feature } from '../../platform/feature.ts';
import { ${camel}Routes } from './routes.ts';

/** ${title}: say here what the feature is for. */
export function ${camel}Feature(): Feature {
  return { name: '${kebab}', routes: ${camel}Routes() };
}
`;
