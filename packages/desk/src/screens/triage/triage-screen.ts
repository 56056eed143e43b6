import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { TriageQueue } from '@botaniqal/shared/contracts/staff/triage.ts';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { read } from '../../api/client.ts';
import { LiveController } from '../../api/live.ts';
import { addressOf, go } from '../../app/router.ts';
import { empty } from '../../components/states.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { Minute } from '../../controllers/minute.ts';
import { screen } from '../../styles/screen.ts';
import { split } from '../../styles/split.ts';
import { plainWord } from '../../words/booking-words.ts';
import { dayAndClock, lasted } from '../../words/moments.ts';
import './triage-session.ts';
import { triageQueuePath } from './triage-paths.ts';
import { ranks, statuses } from './triage-words.ts';

type Line = TriageQueue['sessions'][number];

/**
 * The queue of people who wait for a call, the most urgent first, and one of their sessions.
 *
 * @element desk-triage
 */
export class TriageScreen extends LitElement {
  static override properties: PropertyDeclarations = { session: { attribute: false }, rest: {} };

  static override styles = [
    screen,
    split,
    css`
      .split.open {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1.3fr);
      }

      ol {
        display: grid;
        gap: 8px;
      }

      .line {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 12px;
        align-items: center;
        padding: 12px 16px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
      }

      .line.alarm {
        border-color: color-mix(in oklab, var(--_danger) 45%, var(--_surface));
        background: var(--_danger-wash);
      }

      .line.chosen {
        outline: 2px solid var(--_text);
      }

      .line h2 {
        font-size: var(--_size-m);
      }

      .line p {
        font-size: var(--_size-s);
      }

      .rank {
        font-variant-numeric: tabular-nums;
      }

      .line.alarm .rank {
        color: var(--_danger);
        font-weight: 650;
      }

      @media (forced-colors: active) {
        .line.alarm {
          border-width: 3px;
        }

        .line.chosen {
          outline-color: Highlight;
        }
      }

      @media (max-width: 1180px) {
        .split.open {
          grid-template-columns: minmax(0, 1fr);
        }

        .panel {
          inline-size: min(620px, 100vw);
        }
      }
    `,
  ];

  declare session: DeskSession;
  /** The id of the session that is open. */
  rest = '';
  readonly #minute = new Minute(this);
  readonly #queue = new Loaded<TriageQueue>(this, (signal) => read(triageQueuePath, signal));
  readonly live = new LiveController(this, ['triage', 'booking'], () => void this.#queue.again());

  override render(): TemplateResult {
    return html`<div class="split ${this.rest ? 'open' : ''}">
      <div class="screen">
        <div class="head">
          <div>
            <h1>Triage</h1>
            <p>Emergencies and call-backs first, then calls in order of time.</p>
          </div>
        </div>
        ${this.#queue.render(({ sessions, more }) =>
          sessions.length === 0
            ? empty('No one waits for a call.')
            : html`<ol>
                  ${sessions.map((one) => this.#line(one))}
                </ol>
                ${more ? html`<p class="quiet">There are more.</p>` : nothing}`,
        )}
      </div>
      ${
        this.rest
          ? html`<aside
              class="panel"
              aria-label="Triage session"
              @keydown=${(event: KeyboardEvent) => {
                if (event.key === 'Escape') void this.#close();
              }}
            >
              <desk-triage-session
                .session=${this.session}
                .sessionId=${this.rest}
                @panel-close=${() => void this.#close()}
                @session-changed=${() => void this.#queue.again()}
              ></desk-triage-session>
            </aside>`
          : nothing
      }
    </div>`;
  }

  #line(line: Line): TemplateResult {
    const { timeZone } = this.session.clinic;
    const { rank, sessionId, patientName, patientPhone, phoneLink, callBack, claimedBy } = line;
    const isAlarm = rank === 'emergency' || rank === 'call_back';
    const isOpen = sessionId === this.rest;
    const name = patientName ?? callBack?.name ?? 'No name given';
    const waits =
      rank === 'call' && line.scheduledTime
        ? dayAndClock(line.scheduledTime, timeZone)
        : `${lasted(line.waitingSince, this.#minute.now)} waiting`;
    // "Booked call" says it already.
    const state = claimedBy
      ? `${claimedBy.name} has this`
      : rank === 'call' && line.status === 'scheduled'
        ? ''
        : statuses[line.status];
    return html`<li class="line ${isAlarm ? 'alarm' : ''} ${isOpen ? 'chosen' : ''}">
      <div>
        <h2>
          <a href=${addressOf('triage', sessionId)} aria-current=${isOpen ? 'true' : nothing}>${name}</a>
        </h2>
        <p class="rank">${ranks[rank]} · ${waits}</p>
        ${line.redFlags.length > 0 ? html`<p>${line.redFlags.map(plainWord).join(', ')}</p>` : nothing}
        ${state ? html`<p class="quiet">${state}</p>` : nothing}
      </div>
      ${phoneLink ? html`<a class="phone" href=${phoneLink}>${patientPhone ?? callBack?.phone ?? 'Call'}</a>` : nothing}
    </li>`;
  }

  async #close(): Promise<void> {
    const id = this.rest;
    go(addressOf('triage'));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`a[href="${addressOf('triage', id)}"]`)?.focus();
  }
}

customElements.define('desk-triage', TriageScreen);
