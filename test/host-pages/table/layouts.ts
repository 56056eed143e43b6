import { calendar, everyElement, fallback, type HostPage } from '../host-page.ts';

/** Each element in a box of its own: the box decides the width, or asks the element for it. */
function boxes(style: string, inner: (element: string) => string = (element) => element): string {
  return everyElement.map((element) => `<div style="${style}">${inner(element)}</div>`).join('\n');
}

const embed = (element: string) => `<div class="w-embed">${element}</div>`;

const layout = (name: string, body: string, more: Partial<HostPage> = {}): HostPage => ({
  kind: 'layout',
  name,
  body,
  ...more,
});

export const layouts: readonly HostPage[] = [
  layout('a plain block', boxes('')),
  layout('a flex row', boxes('display: flex')),
  layout(
    'a flex row with a text beside it',
    boxes('display: flex', (element) => `<p>Book&nbsp;now</p>${element}`),
  ),
  layout('a centred flex column', boxes('display: flex; flex-direction: column; align-items: center')),
  layout(
    'a centred flex column around an embed',
    boxes('display: flex; flex-direction: column; align-items: center', embed),
  ),
  layout('a flex row around an embed', boxes('display: flex; justify-content: center', embed)),
  layout('an inline block', boxes('display: inline-block')),
  layout('a grid with an auto column', boxes('display: grid; grid-template-columns: auto')),
  layout('a grid whose items are centred', boxes('display: grid; place-items: center')),
  layout(
    'a grid with a fit-content column',
    boxes('display: grid; grid-template-columns: fit-content(900px)'),
  ),
  layout('fit-content', boxes('width: fit-content')),
  layout('max-content, but no wider than the page', boxes('width: max-content; max-width: 100%')),
  layout('a float', boxes('float: left')),
  layout(
    'a narrow column with a float in it',
    boxes('width: 340px', (element) => `<div style="float: left">${element}</div>`),
  ),
  layout(
    'a narrow column with an inline block in it',
    everyElement
      .map(
        (element) =>
          `<div data-room style="width: 340px"><div style="display: inline-block">${element}</div></div>`,
      )
      .join('\n'),
  ),
  layout(
    'a table cell',
    boxes('display: table', (element) => `<div style="display: table-cell">${element}</div>`),
  ),
  layout('a layout table of 2004', `<table border="0"><tr><td align="center">${calendar}</td></tr></table>`),
  layout('an absolute box', `<div style="position: absolute; left: 0">${calendar}</div>`),
  layout('a definite width of 320 px', `<div data-room style="width: 320px">${calendar}</div>`),
  layout(
    'two columns of a flex row',
    `<div style="display: flex; gap: 20px"><div data-room style="flex: 1; min-width: 0">${calendar}</div><div data-room style="flex: 1; min-width: 0">${everyElement[2]}</div></div>`,
  ),
  layout('text columns', `<div style="columns: 1">${calendar}</div>`),
  layout('our element is a flex container', calendar.replace('service=', 'style="display: flex" service=')),
  layout('our element is a grid', calendar.replace('service=', 'style="display: grid" service=')),
  layout(
    'our element is an inline block',
    calendar.replace('service=', 'style="display: inline-block" service='),
  ),
  layout('our element is inline', calendar.replace('service=', 'style="display: inline" service=')),
  layout(
    'a closed tab that opens later',
    `<div id="tab" style="display: none">${calendar}</div><script>setTimeout(() => { tab.style.display = "" }, 500)</script>`,
  ),
  layout(
    'closed details that are opened',
    `<details id="more"><summary>Book</summary>${calendar}</details><script>setTimeout(() => { more.open = true }, 300)</script>`,
  ),
  layout(
    'a dialog',
    `<dialog id="box" style="width: 700px; max-width: 90vw">${calendar}</dialog><script>box.showModal()</script>`,
  ),
  layout('a box that scrolls', `<div style="height: 700px; overflow: auto">${calendar}</div>`),
  layout('a scaled box', `<div style="transform: scale(0.9); transform-origin: 0 0">${calendar}</div>`),
  layout('a zoomed box', `<div data-room style="zoom: 1.1; width: 340px">${calendar}</div>`),
  layout(
    'a paragraph that the parser closes',
    `<p>${`<bq-combined-calendar service="gaps_coaching" visit="consultation"><div>${fallback}</div></bq-combined-calendar>`}</p>`,
  ),
];
