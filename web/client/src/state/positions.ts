/** Position records as they come over the wire: 7 bytes each, little endian u16 lane, u16 x, u16 y, u8 state. */
import type { Direction } from "../view/types";

const RECORD = 7;

export interface PositionRecord {
  readonly lane: number;
  readonly x: number;
  readonly y: number;
  readonly state: number;
}

export interface BodyState {
  readonly direction: Direction;
  readonly moving: boolean;
  readonly running: boolean;
  readonly sitting: boolean;
}

/** All whole records of a frame; a torn last one is left out. */
export function decodePositions(data: ArrayBuffer | Uint8Array): PositionRecord[] {
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.byteLength / RECORD) }, (_, at) => {
    const from = at * RECORD;
    return {
      lane: view.getUint16(from, true),
      x: view.getUint16(from + 2, true),
      y: view.getUint16(from + 4, true),
      state: view.getUint8(from + 6),
    };
  });
}

/** Bits 0 and 1 direction, bit 2 moving, bit 3 running, bit 4 sitting. */
export function unpackState(state: number): BodyState {
  return {
    direction: (state & 3) as Direction,
    moving: (state & 4) !== 0,
    running: (state & 8) !== 0,
    sitting: (state & 16) !== 0,
  };
}

export function packState(body: BodyState): number {
  return body.direction | (body.moving ? 4 : 0) | (body.running ? 8 : 0) | (body.sitting ? 16 : 0);
}
