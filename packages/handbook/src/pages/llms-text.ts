import type { NavigationGroup } from './shell.ts';

/** `/llms.txt`: what an assistant reads first, with links to the documents as Markdown (https://llmstxt.org). */
export function llmsText(navigation: readonly NavigationGroup[]): string {
  const lists = navigation
    .filter(({ title }) => title !== 'Gallery')
    .map(({ title, entries }) => {
      const lines = entries.map(({ path, title: words }) =>
        path === '/docs/api'
          ? '- [API](/api/openapi.json): OpenAPI 3.1, made from the routes'
          : `- [${words}](${path}.md)`,
      );
      return `## ${title}\n\n${lines.join('\n')}`;
    });
  return `# %CLINIC% booking

> Custom elements that a page of the clinic's sites loads with one script tag: services, free times, booking, payment, forms, triage, waitlist. Patients book on the page itself.

Place one script tag in the head of the site, then a tag such as \`<bq-booking service="gaps_coaching"></bq-booking>\` where it belongs. Between the tags stands what is shown until the element has loaded, such as a phone number. Events such as \`bq-booking-confirmed\` bubble and carry no personal data.

\`\`\`html
<script type="module" async src="%ORIGIN%/widgets/v1/bq.js"></script>
<bq-booking service="gaps_coaching"><a href="/contact">Call us</a></bq-booking>
\`\`\`

${lists.join('\n\n')}
`;
}
