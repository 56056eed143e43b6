import type { EventDetails } from './event-details.ts';
import type { Attribute, PublicElement } from './manifest.ts';

/** `index.d.ts`: an interface for each element, its tag, and the events for the page. */
export function typesOfElements(elements: readonly PublicElement[], events: EventDetails): string {
  return `${generated}
/** The details of the events for the page. They carry no personal data. */
export interface BqEventDetails {
${[...events].map(([name, details]) => `  '${name}': ${details};`).join('\n')}
}

/** The events for the page. They bubble and cross shadow roots, so a page can listen on \`document\`. */
export type BqEventMap = { [Name in keyof BqEventDetails]: CustomEvent<BqEventDetails[Name]> };

${elements.map(interfaceOf).join('\n\n')}

declare global {
  interface HTMLElementTagNameMap {
${elements.map((element) => `    '${element.tagName}': ${typeName(element)};`).join('\n')}
  }

  interface HTMLElementEventMap extends BqEventMap {}
  interface DocumentEventMap extends BqEventMap {}
  interface WindowEventMap extends BqEventMap {}
}
`;
}

/** `<element>.d.ts`: the module of one element. */
export function typesOfModule(element: PublicElement): string {
  return `${generated}
import './index.js';

export type { ${typeName(element)} } from './index.js';
`;
}

/** `react.d.ts`: the tags in JSX. React 19 sets attributes and listens to \`onbq-…\`; React 18 sets attributes only. */
export function typesOfReact(elements: readonly PublicElement[]): string {
  return `${generated}
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { BqEventMap, ${elements.map(typeName).join(', ')} } from './index.js';

type Base<Element> = DetailedHTMLProps<HTMLAttributes<Element>, Element>;
type Listener<Name extends keyof BqEventMap> = (event: BqEventMap[Name]) => void;

${elements.map(propsOf).join('\n\n')}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map((element) => `      '${element.tagName}': ${typeName(element)}Props;`).join('\n')}
    }
  }
}
`;
}

const generated = '// Written by the build from the custom-elements manifest.';

/** \`bq-service-picker\` is \`BqServicePicker\`. */
function typeName({ tagName }: PublicElement): string {
  return tagName.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}

function interfaceOf(element: PublicElement): string {
  const fields = element.attributes.map(
    (attribute) =>
      `${comment(attribute.description, '  ')}\n  ${attribute.fieldName}: ${propertyType(attribute)};`,
  );
  const methods = element.methods
    .filter(({ name }) => name !== 'focus')
    .map(
      ({ name, description, type }) => `${comment(description, '  ')}\n  ${name}(): ${type?.text ?? 'void'};`,
    );
  return `${comment(element.description)}
export interface ${typeName(element)} extends HTMLElement {
${[...fields, ...methods].join('\n')}
}`;
}

function propsOf(element: PublicElement): string {
  const attributes = element.attributes.map(
    (attribute) =>
      `${comment(attribute.description, '  ')}\n  '${attribute.name}'?: ${attributeType(attribute)} | undefined;`,
  );
  const events = element.events.map(
    ({ name, description }) =>
      `${comment(description, '  ')}\n  'on${name}'?: Listener<'${name}'> | undefined;`,
  );
  return `${comment(element.description)}
export interface ${typeName(element)}Props extends Base<${typeName(element)}> {
${[...attributes, ...events].join('\n')}
}`;
}

/** A property that lists its values can also be empty, as when the attribute is not there. */
function propertyType({ type, default: value }: Attribute): string {
  const words = type?.text ?? 'string';
  return words.startsWith("'") && value === undefined ? `${words} | ''` : words;
}

/** JSX writes a number as it is or as text. */
function attributeType({ type }: Attribute): string {
  const words = type?.text ?? 'string';
  const numbers = words.split(' | ').filter((word) => /^\d+$/.test(word));
  return [words, ...numbers.map((word) => `'${word}'`)].join(' | ');
}

function comment(text = '', indent = ''): string {
  return `${indent}/** ${text.replaceAll('*/', '*\\/')} */`;
}
