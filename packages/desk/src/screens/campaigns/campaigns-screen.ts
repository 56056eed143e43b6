import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { StaffCampaigns } from '@botaniqal/shared/contracts/staff/campaigns.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import { addDays, dayOf } from '@botaniqal/shared/time/zone.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { read } from '../../api/client.ts';
import { daysForm, daysFormStyles } from '../../components/days-form.ts';
import { empty } from '../../components/states.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { screen } from '../../styles/screen.ts';
import { dayInWords } from '../../words/moments.ts';
import { money } from '../../words/money.ts';

/** How many days are shown at first. */
const usualDays = 28;

type Row = StaffCampaigns['rows'][number];
type Touch = StaffCampaigns['touch'];

const touches: Readonly<Record<Touch, string>> = { last: 'The latest campaign', first: 'The first campaign' };

/** What a row is called that has no campaign. */
const plainNames: Readonly<Record<Exclude<Row['kind'], 'campaign'>, string>> = {
  ad: 'Ads without a campaign name',
  referral: 'Links on other sites',
  unknown: 'Direct or unknown',
  other: 'All smaller campaigns',
};

/** Networks as people know them. */
const networks: Readonly<Record<string, string>> = {
  google: 'Google Ads',
  facebook: 'Meta Ads',
  bing: 'Microsoft Ads',
  tiktok: 'TikTok Ads',
  linkedin: 'LinkedIn Ads',
};

/**
 * Campaigns: which ads, emails and sites brought bookings and revenue, without data of a person.
 *
 * @element desk-campaigns
 */
export class CampaignsScreen extends LitElement {
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    rest: {},
    from: { state: true },
    to: { state: true },
    touch: { state: true },
  };

  static override styles = [
    screen,
    fieldStyles,
    daysFormStyles,
    css`
      .wide {
        max-inline-size: 1040px;
      }

      .figure {
        min-inline-size: 64px;
      }

      tfoot :is(th, td) {
        font-weight: 650;
      }

      details {
        max-inline-size: 68ch;
      }

      details dl {
        display: grid;
        gap: 8px;
      }

      details dt {
        font-weight: 550;
      }
    `,
  ];

  declare session: DeskSession;
  rest = '';
  from = '';
  to = '';
  private touch: Touch = 'last';
  readonly #campaigns = new Loaded<StaffCampaigns>(this, (signal) =>
    read(`${endpoints.staffCampaigns}?${this.#query}`, signal),
  );

  override connectedCallback(): void {
    this.to ||= dayOf(new Date(), this.session.clinic.timeZone);
    this.from ||= addDays(this.to, 1 - usualDays);
    super.connectedCallback();
  }

  get #query(): URLSearchParams {
    return new URLSearchParams({ from: this.from, to: this.to, touch: this.touch });
  }

  override render(): TemplateResult {
    return html`<div class="screen">
      <div class="head">
        <div>
          <h1>Campaigns</h1>
          <p>Which ads, emails and sites brought bookings, without the name of any patient.</p>
        </div>
        <a class="phone" href="${endpoints.staffCampaigns}?${this.#query}&amp;format=csv" download>Export as CSV</a>
      </div>
      ${daysForm(
        this,
        (days) => Object.assign(this, days),
        () => void this.#campaigns.again(),
        this.#touchField(),
      )}
      ${this.#campaigns.render((campaigns) => this.#ready(campaigns))}
    </div>`;
  }

  #touchField(): TemplateResult {
    return html`<div class="field">
          <label class="label" for="touch">Count each visit for</label>
          <select
            class="control"
            id="touch"
            .value=${this.touch}
            @change=${(event: Event) => {
              this.touch = (event.currentTarget as HTMLSelectElement).value === 'first' ? 'first' : 'last';
              void this.#campaigns.again();
            }}
          >
            ${Object.entries(touches).map(
              ([touch, words]) =>
                html`<option value=${touch} ?selected=${touch === this.touch}>${words}</option>`,
            )}
          </select>
        </div>`;
  }

  #ready(campaigns: StaffCampaigns): TemplateResult {
    const { from, to, rows } = campaigns;
    return html`<p>${dayInWords(from)} to ${dayInWords(to)}</p>
      ${rows.length === 0 ? empty('No patient booked online or joined a waitlist in these days.') : this.#table(campaigns)}
      ${this.#meanings(campaigns)}`;
  }

  #table({ rows, total, currency, leastPeople }: StaffCampaigns): TemplateResult {
    const few = html`<span aria-hidden="true">&lt;${leastPeople}</span
      ><span class="spoken">Fewer than ${leastPeople} people</span>`;
    const counts = (row: StaffCampaigns['total'], none: TemplateResult | string) =>
      [row.started, row.confirmed, row.waitlist, row.triage, row.revenueCents].map(
        (value, index) =>
          html`<td class="figure">${value === null ? none : index === 4 ? money(value, currency) : value}</td>`,
      );
    const notSaid = html`<span aria-hidden="true">–</span><span class="spoken">Not shown</span>`;
    return html`<div class="wide" role="region" aria-label="By campaign" tabindex="0">
      <table>
        <caption class="spoken">Bookings, waitlists, triage and revenue by campaign</caption>
        <thead>
          <tr>
            <th scope="col">Campaign</th>
            <th scope="col">Source and medium</th>
            ${['Started', 'Confirmed', 'Waitlist', 'Triage', 'Revenue'].map(
              (name) => html`<th class="figure" scope="col">${name}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) => html`<tr>
              <th scope="row">${nameOf(row)}</th>
              <td>${sourceOf(row)}</td>
              ${counts(row, few)}
            </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td></td>
            ${counts(total, notSaid)}
          </tr>
        </tfoot>
      </table>
    </div>`;
  }

  #meanings({ leastPeople }: StaffCampaigns): TemplateResult {
    const meanings: readonly [string, string][] = [
      ['Started', 'Bookings that patients began on the site, also those that they did not complete.'],
      ['Confirmed', 'Of these, the bookings that were confirmed, also when they were cancelled later.'],
      ['Waitlist', 'People who joined a waitlist. People who left it are forgotten, and not counted.'],
      ['Triage', 'Triage forms that were sent.'],
      ['Revenue', 'Money that was taken for these bookings and not refunded.'],
      [
        `<${leastPeople}`,
        `From one to ${leastPeople - 1} people. So few could be recognised, so the number is not shown, and neither is a sum that would give it away.`,
      ],
      [
        'Direct or unknown',
        'The address was typed, the page was a bookmark, or the browser did not say where the visitor came from.',
      ],
      ['Bookings by phone', 'Not counted here. They are under Numbers.'],
    ];
    return html`<details>
      <summary>What these numbers mean</summary>
      <dl>${meanings.map(([name, words]) => html`<div><dt>${name}</dt><dd>${words}</dd></div>`)}</dl>
    </details>`;
  }
}

function nameOf({ kind, campaign }: Row): string {
  return kind === 'campaign' ? (campaign ?? 'Without a name') : plainNames[kind];
}

function sourceOf({ kind, source, medium }: Row): TemplateResult | string | typeof nothing {
  if (kind === 'ad' && source) return networks[source] ?? source;
  return [source, medium].filter(Boolean).join(', ') || nothing;
}

customElements.define('desk-campaigns', CampaignsScreen);
