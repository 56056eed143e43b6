import { calendarScenarios } from '../combined-calendar/combined-calendar.mocks.ts';

/** What the browser answers when the page asks for a camera or a microphone. */
export interface FakeDevices {
  camera?: string;
  microphone?: string;
  /** Whether the microphone hears something. */
  silent?: boolean;
}

/** A picture and a tone that the page makes itself, in the place of devices. */
function fakeStream({ video, audio }: MediaStreamConstraints, silent: boolean): MediaStream {
  const stream = new MediaStream();
  if (video) {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d')?.fillRect(0, 0, 10, 10);
    for (const track of canvas.captureStream().getTracks()) stream.addTrack(track);
  }
  if (audio) {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    volume.gain.value = silent ? 0 : 0.5;
    const { stream: sound } = tone
      .connect(volume)
      .connect(context.createMediaStreamDestination()) as MediaStreamAudioDestinationNode;
    tone.start();
    for (const track of sound.getTracks()) stream.addTrack(track);
  }
  return stream;
}

/**
 * Plays the devices of a computer.
 * @param faults the names of the errors that the browser throws
 * @returns all streams that were opened, and a function that ends the play
 */
export function playDevices({ camera, microphone, silent = false }: FakeDevices = {}) {
  const opened: MediaStream[] = [];
  const asked: MediaStreamConstraints[] = [];
  const devices = navigator.mediaDevices;
  const original = devices.getUserMedia;
  devices.getUserMedia = async (constraints = {}) => {
    asked.push(constraints);
    const fault = (constraints.video && camera) || (constraints.audio && microphone);
    if (fault) throw new DOMException('refused', fault);
    const stream = fakeStream(constraints, silent);
    opened.push(stream);
    return stream;
  };
  return {
    opened,
    asked,
    /** The tracks that are open now. */
    live: () =>
      opened.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === 'live'),
    end: () => {
      devices.getUserMedia = original;
      for (const stream of opened) for (const track of stream.getTracks()) track.stop();
    },
  };
}

/** Named scenarios for the tests and the gallery. */
export const deviceCheckScenarios = { default: calendarScenarios.default };
