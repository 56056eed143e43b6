import { type Block, type Inline, isSafeLink, type MailContent } from './mail-content.ts';

const width = 72;

/** The plain text part: a complete email for screen readers, watches and text clients. */
export function renderText(mail: MailContent): string {
  const parts = [
    ...(mail.eyebrow ? [mail.eyebrow.toUpperCase()] : []),
    mail.title,
    ...mail.blocks.map(blockText),
    `${'-'.repeat(width)}\n${mail.footer.map((line) => wrap(line)).join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return wrap(inlineText(block.text));
    case 'heading':
      return `${block.text}\n${'-'.repeat(Math.min(block.text.length, width))}`;
    case 'facts': {
      const column = Math.max(...block.facts.map((fact) => fact.label.length)) + 3;
      return block.facts
        .map((fact) =>
          fact.lines
            .map(
              (line, index) =>
                (index === 0 ? `${fact.label}:` : '').padEnd(column) +
                inlineText([line]).replace(/\s+/g, ' '),
            )
            .join('\n'),
        )
        .join('\n');
    }
    case 'button':
      return `${block.label}:\n${isSafeLink(block.href) ? block.href : ''}`.trim();
    case 'steps':
      return block.items.map((item, index) => wrap(`${index + 1}. ${inlineText(item)}`, '   ')).join('\n');
    case 'note':
      return wrap(`* ${inlineText(block.text)}`, '  ');
    case 'language':
      return block.blocks.map(blockText).join('\n\n');
    case 'times':
      return block.times.map((time) => `- ${time}`).join('\n');
  }
}

function inlineText(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('strong' in part) return part.strong;
      const target = part.href.replace(/^(mailto|tel):/, '');
      const shown =
        part.label.replace(/\s/g, '') === target.replace(/\s/g, '') || part.href.startsWith('tel:');
      return shown || !isSafeLink(part.href) ? part.label : `${part.label}: ${target}`;
    })
    .join('');
}

/** Breaks at spaces; a link stays whole. Runs of white space, line breaks included, become one space. */
function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return [...lines, line].join('\n');
}
