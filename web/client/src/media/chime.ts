/** The tone of the loudspeaker test: two soft notes, made on the spot. */
import { playThrough } from "./speaker";

const NOTES = [523.25, 783.99];

/** Plays the test tone on a loudspeaker ("" is the system's). */
export async function playChime(speaker: string): Promise<void> {
  const context = new AudioContext();
  await playThrough(context, speaker);
  NOTES.forEach((pitch, at) => {
    const tone = new OscillatorNode(context, { frequency: pitch });
    const volume = new GainNode(context, { gain: 0 });
    const start = context.currentTime + at * 0.22;
    volume.gain.linearRampToValueAtTime(0.0001, start);
    volume.gain.linearRampToValueAtTime(0.18, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.6);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.65);
  });
  setTimeout(() => void context.close(), 1500);
}
