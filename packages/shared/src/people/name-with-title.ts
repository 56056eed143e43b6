/**
 * "Dr Dia, general practitioner": a person in running text. A title that begins with an abbreviation keeps its capitals:
 * "Ramona, GAPS coach". Without a title, the name alone.
 */
export function nameWithTitle({ name, title }: { readonly name: string; readonly title: string }): string {
  return title ? `${name}, ${title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}` : name;
}
