import { type Described, listedValues, type PublicElement } from './manifest.ts';

/** For the setting `html.customData` of VS Code: tags, attributes and their values are completed in HTML. */
export function vsCodeData(elements: readonly PublicElement[]): object {
  return {
    version: 1.1,
    tags: elements.map((element) => ({
      name: element.tagName,
      description: markdown(longDescription(element)),
      attributes: element.attributes.map(({ name, description = '', type }) => {
        const values = listedValues(type?.text).map((value) => ({ name: value }));
        return {
          name,
          description: markdown(description),
          ...(values.length > 0 && { values }),
          // The attribute is written without a value.
          ...(type?.text === 'boolean' && { valueSet: 'v' }),
        };
      }),
    })),
  };
}

/** For JetBrains editors, which find it by the field `web-types` of package.json. */
export function webTypes(
  elements: readonly PublicElement[],
  { name, version }: { name: string; version: string },
): object {
  return {
    $schema: 'https://json.schemastore.org/web-types',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: element.tagName,
          description: element.description,
          attributes: element.attributes.map(({ name, description, type, default: value }) => ({
            name,
            description,
            value: type?.text === 'boolean' ? { kind: 'no-value' } : { type: type?.text ?? 'string' },
            ...(value !== undefined && { default: value.replace(/^'(.*)'$/, '$1') }),
          })),
          slots: element.slots.map(named),
          js: {
            properties: element.attributes.map(({ fieldName, description, type }) => ({
              name: fieldName,
              description,
              type: type?.text ?? 'string',
            })),
            events: element.events.map(({ name, description, type }) => ({
              name,
              description,
              type: type?.text,
            })),
          },
          css: {
            parts: element.cssParts.map(named),
            properties: element.cssProperties.map(named),
          },
        })),
      },
    },
  };
}

const named = ({ name, description }: Described) => ({ name, description });

const markdown = (value: string) => ({ kind: 'markdown', value });

function longDescription({ description, events, cssParts }: PublicElement): string {
  const list = (title: string, entries: readonly Described[]) =>
    entries.length === 0
      ? ''
      : `\n\n${title}:\n${entries.map((entry) => `- \`${entry.name}\` – ${entry.description}`).join('\n')}`;
  return `${description}${list('Events', events)}${list('Parts', cssParts)}`;
}
