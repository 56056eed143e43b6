import { html, nothing, type TemplateResult } from 'lit';
import { calendarCopy as words } from '../../../copy/calendar.ts';
import { initialsOf } from '../../face/initials.ts';
import { everybody, type Person } from '../calendar-model.ts';

export interface Tab {
  id: string;
  name: string;
  initials: string;
  /** "Next Mon 23 Nov", "No times soon", "Could not check · try again"; empty: no note; `undefined` while loading. */
  note: string | undefined;
  trouble: boolean;
}

/** The tabs: one for all practitioners, then one for each. `note` gives the note below a name. */
export function tabsOf(people: readonly Person[], note: (id: string) => string | undefined): Tab[] {
  return [
    {
      id: everybody,
      name: words.everybody,
      initials: words.everybodyShort,
      note: note(everybody),
      trouble: false,
    },
    ...people.map(({ id, name, status }) => {
      const trouble = status === 'unavailable';
      return {
        id,
        name,
        initials: initialsOf(name),
        note: trouble ? words.couldNotCheck : note(id),
        trouble,
      };
    }),
  ];
}

/** Draws the tabs. The list is one Tab stop, and arrow keys move inside it, as in the ARIA Authoring Practices. */
export function tabList(
  tabs: readonly Tab[],
  selected: string,
  act: { select: (event: Event) => void; key: (event: KeyboardEvent) => void },
  loading: boolean,
): TemplateResult {
  const [, only, another] = tabs;
  // With one practitioner there is nothing to choose: the row says who it is, at the same height.
  if (only && !another)
    return html`<div class="tabs" part="tabs"><div class="tab-box">${face(only)}</div></div>`;
  return html`
    <div class="tabs" part="tabs" role="tablist" aria-label=${words.practitioners} @click=${act.select} @keydown=${act.key}>
      ${tabs.map(
        (tab) => html`
          <button
            type="button"
            role="tab"
            part="tab"
            id="tab-${tab.id}"
            data-tab=${tab.id}
            aria-selected=${tab.id === selected}
            aria-label=${tab.note === undefined ? nothing : `${tab.name} ${tab.note}`}
            aria-controls="panel"
            tabindex=${tab.id === selected ? 0 : -1}
          >
            ${face(tab, tab.note !== undefined)}
          </button>
        `,
      )}
      ${loading ? [1, 2, 3].map(() => html`<span class="tab-box skeleton" aria-hidden="true"></span>`) : nothing}
    </div>
  `;
}

/**
 * The initials, the name, and the note below it.
 * The initials are not text, because the label of a tab must contain its text.
 * @param labelled around it is a control that says the words; a screen reader would read them a second time
 */
function face({ initials, name, note, trouble }: Tab, labelled?: boolean): TemplateResult {
  return html`<span class="face" data-initials=${initials} aria-hidden="true"></span>
    <span class="tab-words" aria-hidden=${labelled || nothing}>
      <span class="tab-name">${name}</span>
      <span class="tab-note ${trouble ? 'trouble' : ''}">${note ?? html`<span class="skeleton" aria-hidden="true">Next Mon 00 Nov</span>`}</span>
    </span>`;
}
