import { darkStyles, fontFamily, light, type Tone } from '../../../platform/colours.ts';
import { escapeHtml } from '../../../platform/escape-html.ts';
import { type Block, type Inline, isSafeLink, type MailContent } from './mail-content.ts';

/**
 * The HTML part. It uses tables and inline styles, because Outlook draws with Word and Gmail drops what it does not
 * know. It loads no picture, no font and no script, so that opening the email is not reported to any server.
 */
export function renderHtml(mail: MailContent): string {
  const eyebrow = mail.eyebrow
    ? `<p class="t-accent" style="${text('accent', 13, 20, 650)}margin:0 0 8px">${escapeHtml(mail.eyebrow)}</p>`
    : '';
  return `<!doctype html>
<html lang="en-AU" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="x-apple-disable-message-reformatting">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(mail.subject)}</title>
<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;width:100%;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}
table{border-collapse:separate;mso-table-lspace:0;mso-table-rspace:0}
a:hover{text-decoration-thickness:2px}
@media (max-width:480px){.sheet{padding:28px 20px !important;border-radius:0 !important;border-left:0 !important;border-right:0 !important}.ground{padding:0 !important}.foot{padding:20px !important}.press{display:block !important;width:100% !important}.press a{display:block !important}.label{display:block !important;width:auto !important;padding-bottom:0 !important;border-bottom:0 !important}.value{display:block !important;padding-top:2px !important}}
${darkStyles()}
</style>
</head>
<body class="b-wash" style="margin:0;padding:0;background-color:${light.wash}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(mail.preheader)}${'&#8199;&#65279;'.repeat(40)}</div>
<table role="presentation" class="b-wash" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:${light.wash}">
<tr><td class="ground" align="center" style="padding:32px 16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
<tr><td class="sheet b-paper l-line" style="background-color:${light.paper};border:1px solid ${light.line};border-radius:14px;padding:36px 40px">
${eyebrow}<h1 class="t-ink" style="${text('ink', 22, 30, 650)}margin:0 0 20px;letter-spacing:-0.01em">${escapeHtml(mail.title)}</h1>
${mail.blocks.map(blockHtml).join('\n')}
</td></tr>
<tr><td class="foot" style="padding:20px 40px 32px">
${mail.footer.map((line) => `<p class="t-second" style="${text('second', 13, 20)}margin:0 0 4px">${escapeHtml(line)}</p>`).join('\n')}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p class="t-ink" style="${text('ink', 16, 25)}margin:0 0 16px">${inlineHtml(block.text)}</p>`;
    case 'heading':
      return `<h2 class="t-ink" style="${text('ink', 17, 25, 650)}margin:28px 0 10px">${escapeHtml(block.text)}</h2>`;
    case 'facts':
      return factsHtml(block.facts);
    case 'button':
      return `${buttonHtml(block.label, block.href, block.tone ?? 'accent')}${block.showLink ? addressHtml(block.href) : ''}`;
    case 'steps':
      return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 12px">${block.items
        .map(
          (item, index) =>
            `<tr><td width="36" valign="top" style="padding:0 0 12px"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="b-accentWash t-accent" align="center" width="24" height="24" style="${text('accent', 13, 24, 650)}width:24px;height:24px;background-color:${light.accentWash};border-radius:12px">${index + 1}</td></tr></table></td><td class="t-ink" valign="top" style="${text('ink', 16, 25)}padding:0 0 12px">${inlineHtml(item)}</td></tr>`,
        )
        .join('')}</table>`;
    case 'note': {
      const ground = block.tone === 'warning' ? 'warningWash' : 'accentWash';
      const ink = block.tone === 'warning' ? 'warning' : 'accent';
      return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 20px"><tr><td class="b-${ground} t-${ink}" style="${text(ink, 15, 23)}background-color:${light[ground]};border-radius:10px;padding:14px 16px">${inlineHtml(block.text)}</td></tr></table>`;
    }
    case 'language': {
      const side = block.dir === 'rtl' ? 'right' : 'left';
      return `<div lang="${block.tag}" dir="${block.dir}" style="text-align:${side}">${block.blocks.map(blockHtml).join('\n')}</div>`;
    }
    case 'times':
      return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">${block.times
        .map(
          (time) =>
            `<tr><td style="padding:0 0 8px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="t-ink l-line" style="${text('ink', 16, 24, 550)}border:1px solid ${light.line};border-radius:10px;padding:11px 16px">${escapeHtml(time)}</td></tr></table></td></tr>`,
        )
        .join('')}</table>`;
  }
}

function factsHtml(facts: Extract<Block, { kind: 'facts' }>['facts']): string {
  const rows = facts.map((fact, index) => {
    const last = index === facts.length - 1;
    const rule = last ? '' : `border-bottom:1px solid ${light.line};`;
    const lines = fact.lines.map((line, place) => {
      const tone: Tone = place === 0 ? 'ink' : 'second';
      const weight = place === 0 ? 550 : 400;
      return `<div class="t-${tone}" style="${text(tone, place === 0 ? 16 : 15, 24, weight)}">${inlineHtml([line])}</div>`;
    });
    return `<tr><td class="label t-second l-line" width="112" valign="top" style="${text('second', 15, 24)}${rule}padding:12px 16px 12px 0">${escapeHtml(fact.label)}</td><td class="value l-line" valign="top" style="${rule}padding:12px 0">${lines.join('')}</td></tr>`;
  });
  return `<table role="presentation" class="b-wash" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 24px;background-color:${light.wash};border-radius:12px"><tr><td style="padding:6px 20px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${rows.join('')}</table></td></tr></table>`;
}

function buttonHtml(label: string, href: string, tone: 'accent' | 'quiet'): string {
  if (!isSafeLink(href)) return '';
  const [ground, ink, line]: [Tone, Tone, Tone] =
    tone === 'accent' ? ['accent', 'accentText', 'accent'] : ['paper', 'ink', 'line'];
  return `<table role="presentation" class="press" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px"><tr><td class="press b-${ground} l-${line}" align="center" style="background-color:${light[ground]};border:1px solid ${light[line]};border-radius:10px"><a class="t-${ink}" href="${escapeHtml(href)}" style="${text(ink, 16, 24, 650)}display:inline-block;padding:12px 24px;text-decoration:none">${escapeHtml(label)}</a></td></tr></table>`;
}

function addressHtml(href: string): string {
  return `<p class="t-second" style="${text('second', 13, 20)}margin:-8px 0 20px">If the button does not work: ${inlineHtml([{ label: href, href }])}</p>`;
}

function inlineHtml(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return escapeHtml(part);
      if ('strong' in part) return `<strong style="font-weight:650">${escapeHtml(part.strong)}</strong>`;
      if (!isSafeLink(part.href)) return escapeHtml(part.label);
      return `<a class="t-accent" href="${escapeHtml(part.href)}" style="color:${light.accent};text-decoration:underline;text-underline-offset:2px;${part.href.startsWith('tel:') ? 'white-space:nowrap' : 'overflow-wrap:anywhere'}">${escapeHtml(part.label)}</a>`;
    })
    .join('');
}

function text(tone: Tone, size: number, line: number, weight = 400): string {
  return `font-family:${fontFamily};font-size:${size}px;line-height:${line}px;font-weight:${weight};color:${light[tone]};font-variant-numeric:tabular-nums;`;
}
