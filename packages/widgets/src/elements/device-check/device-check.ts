import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { readCatalogue } from '../../api/catalogue.ts';
import { busyWords } from '../../components/busy-words/busy-words.ts';
import { fieldStyles } from '../../components/fields/field.styles.ts';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { Announcer } from '../../controllers/announcer.ts';
import { deviceCheckCopy, deviceTroubleSentence } from '../../copy/device-check.ts';
import { define } from '../../page/define.ts';
import { tellPage } from '../../page/neighbours/page-events.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { playChime } from './chime.ts';
import { deviceCheckStyles } from './device-check.styles.ts';
import type { DeviceTrouble } from './device-trouble.ts';
import { closeStream, type DeviceKind, type Opened, openBoth, openDevice } from './open-devices.ts';
import { platformOf } from './platform.ts';
import { voiceDetector, watchLevel } from './sound-level.ts';

const kinds = ['camera', 'microphone'] as const;
/** Milliseconds without a voice after which the patient reads what to do. */
const quietAfter = 8_000;

/** One device. `works` stays true after the device was closed: the patient has seen that it does. */
interface Device {
  readonly stream?: MediaStream;
  readonly trouble?: DeviceTrouble;
  readonly works: boolean;
}

const untried: Device = { works: false };

/**
 * Lets a patient try camera, microphone and speaker before a video appointment. Nothing is recorded and nothing is
 * sent: picture and sound stay on the device, and both devices are closed when the patient leaves the page.
 *
 * @element bq-device-check
 * @slot - shown until the element has loaded, and below the test: a phone number, a link
 * @fires bq-ready - the test is shown
 * @csspart heading - the heading of the test
 * @csspart device - the frame around one device
 */
export class DeviceCheck extends BqElement {
  static override properties: PropertyDeclarations = {
    phase: { state: true },
    camera: { state: true },
    microphone: { state: true },
    speaker: { state: true },
    isQuiet: { state: true },
    choices: { state: true },
    phone: { state: true },
  };

  static override styles = [tokens, base, fieldStyles, deviceCheckStyles];

  private phase: 'idle' | 'asking' | 'open' | 'stopped' | 'left' = 'idle';
  private camera = untried;
  private microphone = untried;
  private speaker: 'idle' | 'playing' | 'asked' | 'works' | 'unheard' | 'failed' = 'idle';
  private isQuiet = false;
  private choices: readonly MediaDeviceInfo[] = [];
  private phone = '';

  readonly #announcer = new Announcer(this);
  #stopWatching: (() => void) | undefined;
  #quietTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onHidden);
    // The number is an extra: without it the page's own words in the slot stay.
    readCatalogue(this.origin).then(
      ({ clinic }) => {
        this.phone = clinic.phone;
      },
      () => undefined,
    );
    tellPage(this, 'bq-ready', {});
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#onHidden);
    this.#close();
    this.phase = 'idle';
  }

  protected override render(): TemplateResult {
    const { phase, camera, microphone, speaker } = this;
    const isReady = camera.works && microphone.works && speaker === 'works';
    const hasTrouble =
      Boolean(camera.trouble || microphone.trouble) || ['unheard', 'failed'].includes(speaker);
    return html`<div class="check">
      <div class="head">
        <h2 part="heading">${deviceCheckCopy.heading}</h2>
        <p class="lead">${deviceCheckCopy.lead}</p>
      </div>
      ${this.#startOrStop()}
      <div class="devices">
        ${this.#cameraView()}
        <div class="sounds">${this.#microphoneView()}${this.#speakerView()}</div>
      </div>
      ${
        isReady
          ? html`<div class="ready" tabindex="-1">
              <h3>${deviceCheckCopy.ready}</h3>
              <p>${deviceCheckCopy.readyMore}</p>
            </div>`
          : nothing
      }
      ${this.phone && hasTrouble ? html`<p>${deviceCheckCopy.help} ${phoneLink(this.phone, deviceCheckCopy.call(this.phone))}</p>` : nothing}
      <slot ?hidden=${phase !== 'idle'}></slot>
      ${this.#announcer.render()}
    </div>`;
  }

  #startOrStop(): TemplateResult {
    const { phase } = this;
    if (phase === 'open' && (this.camera.stream || this.microphone.stream)) {
      return html`<div class="actions start">
        <button type="button" @click=${() => this.#stop('stopped')}>${deviceCheckCopy.stop}</button>
      </div>`;
    }
    const isAsking = phase === 'asking';
    const words = phase === 'idle' || isAsking ? deviceCheckCopy.start : deviceCheckCopy.again;
    return html`<div class="send start">
      ${phase === 'stopped' ? html`<p>${deviceCheckCopy.stopped}</p>` : nothing}
      ${phase === 'left' ? html`<p>${deviceCheckCopy.stoppedHidden}</p>` : nothing}
      <button type="button" class="primary" aria-disabled=${isAsking ? 'true' : nothing} @click=${this.#start}>
        ${busyWords(isAsking, words, deviceCheckCopy.starting)}
      </button>
      ${phase === 'idle' || isAsking ? html`<p class="fine">${deviceCheckCopy.permission}</p>` : nothing}
    </div>`;
  }

  #cameraView(): TemplateResult {
    const { stream, works } = this.camera;
    return html`<section class=${works ? 'card device works' : 'card device'} part="device" aria-labelledby="camera" tabindex="-1">
      <h3 id="camera">${deviceCheckCopy.titles.camera}</h3>
      <div class="picture" ?hidden=${Boolean(this.camera.trouble)}>
        <video
          ?hidden=${!stream}
          .srcObject=${stream ?? null}
          .muted=${true}
          autoplay
          playsinline
          aria-label=${deviceCheckCopy.camera.picture}
        ></video>
      </div>
      ${this.camera.trouble ? nothing : html`<p>${works ? deviceCheckCopy.camera.works : deviceCheckCopy.camera.idle}</p>`}
      ${this.#trouble('camera')}${this.#choice('camera')}
    </section>`;
  }

  #microphoneView(): TemplateResult {
    const { stream, works } = this.microphone;
    const { microphone } = deviceCheckCopy;
    const waiting = this.isQuiet ? microphone.quiet : microphone.trying;
    const now = stream ? waiting : microphone.idle;
    return html`<section
      class=${works ? 'card device works' : 'card device'}
      part="device"
      aria-labelledby="microphone"
      tabindex="-1"
    >
      <h3 id="microphone">${deviceCheckCopy.titles.microphone}</h3>
      <div class="level" aria-hidden="true"><div></div></div>
      ${this.microphone.trouble ? nothing : html`<p>${works ? microphone.works : now}</p>`}
      ${this.#trouble('microphone')}${this.#choice('microphone')}
    </section>`;
  }

  #speakerView(): TemplateResult {
    const { speaker: state } = this;
    const { speaker } = deviceCheckCopy;
    const { idle, ask, works, unheard, failed } = speaker;
    const words = { idle, playing: idle, asked: ask, works, unheard, failed }[state];
    return html`<section
      class=${state === 'works' ? 'card device works' : 'card device'}
      part="device"
      aria-labelledby="speaker"
    >
      <h3 id="speaker">${deviceCheckCopy.titles.speaker}</h3>
      <p>${words}</p>
      <div class="actions">
        ${
          state === 'asked'
            ? html`<button type="button" @click=${() => this.#heard(true)}>${speaker.yes}</button>
                <button type="button" @click=${() => this.#heard(false)}>${speaker.no}</button>`
            : nothing
        }
        <button
          type="button"
          class=${state === 'asked' ? 'link' : ''}
          aria-disabled=${state === 'playing' ? 'true' : nothing}
          @click=${this.#play}
        >
          ${busyWords(state === 'playing', state === 'idle' || state === 'playing' ? speaker.play : speaker.playAgain, speaker.playing)}
        </button>
      </div>
    </section>`;
  }

  #trouble(kind: DeviceKind): TemplateResult | typeof nothing {
    const { trouble } = this[kind];
    if (!trouble) return nothing;
    const elsewhere = trouble === 'insecure' || trouble === 'framed';
    return html`<p class="trouble">${deviceTroubleSentence(kind, trouble, platformOf(navigator))}</p>
      ${
        elsewhere
          ? html`<a class="phone" href="${this.origin}/check" target="_blank" rel="noopener">${deviceCheckCopy.onOurPage}</a>`
          : html`<button type="button" @click=${() => void this.#open(kind)}>${deviceCheckCopy.tryAgain(kind)}</button>`
      }`;
  }

  /** The choice between several cameras or microphones. */
  #choice(kind: DeviceKind): TemplateResult | typeof nothing {
    const { stream } = this[kind];
    const type = kind === 'camera' ? 'videoinput' : 'audioinput';
    const devices = this.choices.filter((device) => device.kind === type && device.deviceId);
    if (!stream || devices.length < 2) return nothing;
    const used = stream.getTracks()[0]?.getSettings().deviceId;
    return html`<label class="field">
      <span class="label">${deviceCheckCopy.choose[kind]}</span>
      <select class="control" @change=${(event: Event) => void this.#open(kind, (event.target as HTMLSelectElement).value)}>
        ${devices.map(
          ({ deviceId, label }, index) =>
            html`<option value=${deviceId} ?selected=${deviceId === used}>
              ${label || `${deviceCheckCopy.titles[kind]} ${index + 1}`}
            </option>`,
        )}
      </select>
    </label>`;
  }

  async #start(): Promise<void> {
    if (this.phase === 'asking') return;
    this.phase = 'asking';
    this.#close();
    const opened = await openBoth();
    for (const kind of kinds) this.#take(kind, opened[kind]);
    await this.#opened();
    this.#focus('.start button');
  }

  /** Opens one device again: after trouble, or because the patient chose another one. */
  async #open(kind: DeviceKind, deviceId?: string): Promise<void> {
    this.#close(kind);
    this.#take(kind, await openDevice(kind, deviceId));
    await this.#opened();
    if (!deviceId) this.#focus(`[aria-labelledby="${kind}"]`);
  }

  /** Moves the focus from a button that has left to what took its place. */
  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #take(kind: DeviceKind, opened: Opened): void {
    // The element left the page while the browser asked: no camera stays open.
    if ('stream' in opened && !this.isConnected) {
      closeStream(opened.stream);
      return;
    }
    this[kind] = { ...opened, works: kind === 'camera' && 'stream' in opened };
    if ('trouble' in opened) {
      this.#announcer.say(deviceTroubleSentence(kind, opened.trouble, platformOf(navigator)));
      return;
    }
    opened.stream.getTracks()[0]?.addEventListener('ended', () => {
      if (this[kind].stream !== opened.stream) return;
      this.#close(kind);
      this[kind] = { trouble: 'lost', works: false };
      this.#announcer.say(deviceTroubleSentence(kind, 'lost', platformOf(navigator)));
    });
    if (kind === 'camera') this.#announcer.say(deviceCheckCopy.camera.works);
    else this.#listen(opened.stream);
  }

  async #opened(): Promise<void> {
    this.phase = this.isConnected ? 'open' : 'idle';
    // Browsers tell the names of devices only after the permission.
    this.choices = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
    await this.updateComplete;
  }

  #listen(stream: MediaStream): void {
    const isVoice = voiceDetector();
    this.isQuiet = false;
    this.#quietTimer = setTimeout(() => {
      this.isQuiet = true;
      this.#announcer.say(deviceCheckCopy.microphone.quiet);
    }, quietAfter);
    this.#stopWatching = watchLevel(stream, (level) => {
      this.renderRoot
        .querySelector<HTMLElement>('.level')
        ?.style.setProperty('--level', String(Math.min(1, level * 5)));
      if (this.microphone.works || !isVoice(level)) return;
      clearTimeout(this.#quietTimer);
      this.microphone = { stream, works: true };
      this.#announcer.say(deviceCheckCopy.microphone.works);
    });
  }

  async #play(): Promise<void> {
    if (this.speaker === 'playing') return;
    this.speaker = 'playing';
    try {
      await playChime();
      this.speaker = 'asked';
      this.#announcer.say(deviceCheckCopy.speaker.ask);
    } catch {
      this.speaker = 'failed';
      this.#announcer.say(deviceCheckCopy.speaker.failed);
    }
  }

  async #heard(heard: boolean): Promise<void> {
    this.speaker = heard ? 'works' : 'unheard';
    this.#announcer.say(heard ? deviceCheckCopy.speaker.works : deviceCheckCopy.speaker.unheard);
    await this.updateComplete;
    this.#focus('[aria-labelledby="speaker"] button');
  }

  #stop(phase: 'stopped' | 'left'): void {
    this.#close();
    this.phase = phase;
    this.#announcer.say(deviceCheckCopy.stopped);
    if (phase === 'stopped') void this.updateComplete.then(() => this.#focus('.start button'));
  }

  /** Closes one device, or both. What was seen to work stays seen. */
  #close(only?: DeviceKind): void {
    for (const kind of only ? [only] : kinds) {
      closeStream(this[kind].stream);
      this[kind] = { works: this[kind].works };
    }
    if (only === 'camera') return;
    clearTimeout(this.#quietTimer);
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  readonly #onHidden = (): void => {
    if (document.hidden && this.phase === 'open') this.#stop('left');
  };
}

define('bq-device-check', DeviceCheck);
