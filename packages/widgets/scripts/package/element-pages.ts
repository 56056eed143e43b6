import { type Attribute, type Described, listedValues, type PublicElement } from './manifest.ts';

/** The pages of `docs/elements/`, by file name: one for each element, and the list of all. */
export function elementPages(elements: readonly PublicElement[]): Map<string, string> {
  const pages = elements.map((element): [string, string] => [`${element.tagName}.md`, pageOf(element)]);
  return new Map([['README.md', listOf(elements)], ...pages]);
}

const written =
  '<!-- Written from the comments of the element by `pnpm --filter @botaniqal/widgets element-pages`. -->';

function listOf(elements: readonly PublicElement[]): string {
  return `# Elements

${written}

What a page can place. Each page lists attributes, events, parts and custom properties of one element.

${table(
  ['Tag', 'What it does'],
  elements.map(({ tagName, description }) => [
    `[\`<${tagName}>\`](${tagName}.md)`,
    description.split(/(?<=\.) /)[0] ?? '',
  ]),
)}
`;
}

function pageOf(element: PublicElement): string {
  const { tagName, description, attributes, methods, events, slots, cssParts, cssProperties } = element;
  const sections = [
    `# \`<${tagName}>\`\n\n${written}\n\n${description}`,
    `\`\`\`html\n<${tagName}${exampleOf(attributes)}></${tagName}>\n\`\`\``,
    section(
      'Attributes',
      'A script can also set them as properties.',
      ['Attribute', 'Property', 'Values', 'Default', 'Meaning'],
      attributes.map((attribute) => [
        code(attribute.name),
        code(attribute.fieldName),
        valuesOf(attribute),
        code(attribute.default?.replace(/^'(.*)'$/, '$1')),
        attribute.description ?? '',
      ]),
    ),
    section(
      'Events',
      'They bubble, cross shadow roots and carry no personal data.',
      ['Event', 'Details', 'When'],
      events.map(({ name, type, description: when }) => [
        code(name),
        detailsOf(name, type?.text),
        when ?? '',
      ]),
    ),
    section(
      'Methods',
      '',
      ['Method', 'Meaning'],
      methods.map(({ name, description: meaning }) => [code(`${name}()`), meaning ?? '']),
    ),
    section(
      'Slots',
      '',
      ['Slot', 'Content'],
      slots.map(({ name, description: content }) => [
        name ? code(name) : 'the content of the tag',
        content ?? '',
      ]),
    ),
    section('Parts', 'Style them with `::part(name)`.', ['Part', 'What it is'], cssParts.map(described)),
    section(
      'Custom properties',
      'Set them on the element, or on `:root` for all elements.',
      ['Property', 'What it colours or shapes'],
      cssProperties.map(described),
    ),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

/** The details of an error are a long list of codes, which belongs elsewhere. */
function detailsOf(name: string, type = ''): string {
  const details = type.replace(/^CustomEvent<(.*)>$/, '$1');
  if (details === 'Record<string, never>') return 'none';
  return name === 'bq-error' ? code('{ code: string }') : code(details);
}

function valuesOf({ type }: Attribute): string {
  const values = listedValues(type?.text);
  return values.length > 0 ? values.map(code).join(' ') : code(type?.text ?? 'string');
}

function exampleOf(attributes: readonly Attribute[]): string {
  const own = attributes.find(({ type }) => listedValues(type?.text).length > 4);
  return own ? ` ${own.name}="${listedValues(own.type?.text)[1]}"` : '';
}

const described = ({ name, description }: Described) => [code(name), description ?? ''];

const code = (text: string | undefined) => (text ? `\`${text}\`` : '–');

function section(title: string, lead: string, head: readonly string[], rows: readonly string[][]): string {
  if (rows.length === 0) return '';
  return [`## ${title}`, lead, table(head, rows)].filter(Boolean).join('\n\n');
}

/** In columns of one width, as the formatter of the repository writes it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  // A bar would end the cell.
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0), 3));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...others] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}
