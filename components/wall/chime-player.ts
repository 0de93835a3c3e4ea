import { harmonics, type Pulse, tunes } from "#lib/wall/tunes.ts";
import type { Chime } from "#lib/wall/when-to-sound.ts";

export interface ChimePlayer {
  /** Nothing sounds while the browser does not let it, nor later. */
  play(chime: Chime): void;
  close(): void;
}

/** Of the loudest the screen can. */
const loudness = 0.35;
/** ms in which a browser that lets it sound begins to. */
const patience = 500;
/** Whatever a remote control, a keyboard, a finger or a mouse sends. */
const gestures = ["keydown", "pointerdown", "click"] as const;

/** @param tell whether it can be heard: as soon as the browser has decided, and whenever that changes */
export function createChimePlayer(tell: (audible: boolean) => void): ChimePlayer {
  const audio = new AudioContext();
  const ended = new AbortController();
  const { signal } = ended;
  const wave = audio.createPeriodicWave(Float32Array.of(0, ...harmonics), new Float32Array(harmonics.length + 1));
  const isAudible = () => audio.state === "running";
  const tellNow = () => {
    clearTimeout(timer);
    tell(isAudible());
  };
  const timer = setTimeout(tellNow, patience);
  audio.addEventListener("statechange", tellNow, { signal });
  for (const gesture of gestures) {
    addEventListener(gesture, () => void (isAudible() || audio.resume()), { signal, capture: true });
  }
  return {
    play(chime) {
      if (!isAudible()) return;
      for (const pulse of tunes[chime]) sound(audio, wave, pulse);
    },
    close() {
      ended.abort();
      clearTimeout(timer);
      void audio.close();
    },
  };
}

function sound(audio: AudioContext, wave: PeriodicWave, { at, attack, length, pitch }: Pulse): void {
  const begins = audio.currentTime + at;
  const envelope = new GainNode(audio, { gain: 0 });
  envelope.gain.setValueAtTime(0, begins);
  envelope.gain.linearRampToValueAtTime(loudness, begins + attack);
  envelope.gain.exponentialRampToValueAtTime(loudness / 1000, begins + length);
  const tone = new OscillatorNode(audio, { type: "custom", periodicWave: wave, frequency: pitch });
  tone.connect(envelope).connect(audio.destination);
  tone.start(begins);
  tone.stop(begins + length);
}
