/** Pills, room signs and chips as pictures: drawn once a text and theme, at device resolution, as large as text is. */
import { sheetOf } from "./images";
import { drawSign, signWidth } from "./signs";
import { PETROL, type Theme } from "./theme";
import type { Person, RoomView } from "./types";

type Pen = CanvasRenderingContext2D;

/** A picture with its size in CSS pixels; `pad` of it on each side is shadow. */
export interface Label {
  readonly canvas: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
}

const PAD = 4;
const SHADOW = "rgb(27 39 51 / .18)";
const PILL = 17;
const SIGN = 24;
/** Bound of the cache: names come and go all day. */
const MOST = 1500;
const LOCK = new Path2D("M0 4h9v7H0zM2 4V1.6a2.5 2.5 0 0 1 5 0V4");
const HAND = new Path2D(
  "M18 11V6a2 2 0 0 0-4 0M14 10V4a2 2 0 0 0-4 0v2M10 10.5V6a2 2 0 0 0-4 0v8M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.8 0-4.5-.86-5.99-2.34l-3.6-3.6a2 2 0 0 1 2.83-2.82L7 15",
);
const ARROW = new Path2D("M0 0H18L9 10Z");

export class Labels {
  private readonly made = new Map<string, Label>();
  private readonly ruler = sheetOf(1, 1)[1];
  private ratio = 1;

  constructor(private theme: Theme) {}

  use(theme: Theme, ratio: number): void {
    if (theme === this.theme && ratio === this.ratio) return;
    this.theme = theme;
    this.ratio = ratio;
    this.made.clear();
  }

  /** How much larger than usual everything is. */
  get size(): number {
    return this.theme.text;
  }

  clear(): void {
    this.made.clear();
  }

  /** The pill of a person; `short` hides the text. */
  pill(person: Person, own: boolean, short: boolean): Label {
    const word = short ? "" : person.label;
    return this.get(`pill|${word}|${person.sign}|${own}`, () => {
      const font = this.font(11, 600);
      const from = signWidth(person.sign);
      const width = word === "" ? 21 : from + this.measure(word, font) + 9;
      return this.draw(width, PILL, (pen) => {
        this.plate(pen, width, PILL, PILL / 2, own ? PETROL : this.theme.surface);
        drawSign(pen, person.sign, own, this.theme);
        this.write(pen, word, from, 12.3, font, own ? "#FFFFFF" : this.theme.ink);
      });
    });
  }

  /** The sign of a room: tag, lock, title, number of people. */
  room(room: RoomView): Label {
    const key = `room|${room.title}|${room.count}|${room.locked}|${room.tag ?? ""}`;
    return this.get(key, () => {
      const title = this.font(12, 650);
      const small = this.font(9.5, 700);
      const number = this.font(12, 550);
      const tag = room.tag ? this.measure(room.tag, small) + 12 : 0;
      const from = tag > 0 ? tag + 12 : room.locked ? 25 : 10;
      const people = from + this.measure(room.title, title) + 8;
      const width =
        (room.count > 0 ? people + 14 + this.measure(String(room.count), number) : people - 8) + 10;
      return this.draw(width, SIGN, (pen) => {
        this.plate(pen, width, SIGN, 8, this.theme.surface);
        if (room.tag) this.tag(pen, room.tag, tag, small);
        else if (room.locked) this.lock(pen, 10, 6.5, this.theme.ink2);
        this.write(pen, room.title, from, 16.2, title, this.theme.ink);
        if (room.count > 0) this.count(pen, people, room.count, number);
      });
    });
  }

  /** The petrol chip of a conversation or a portal. */
  chip(text: string, icon: "ear" | "lock" | "go"): Label {
    return this.get(`chip|${text}|${icon}`, () => {
      const font = this.font(11.5, 600);
      const width = 26 + this.measure(text, font) + 12;
      return this.draw(width, SIGN, (pen) => {
        this.plate(pen, width, SIGN, SIGN / 2, PETROL);
        this.chipIcon(pen, icon);
        this.write(pen, text, 26, 16.2, font, "#FFFFFF");
      });
    });
  }

  /** An amber disc with a raised hand. */
  hand(): Label {
    return this.get("hand", () =>
      this.draw(22, 22, (pen) => {
        this.plate(pen, 22, 22, 11, this.theme.light);
        pen.translate(4, 4);
        pen.scale(0.58, 0.58);
        pen.strokeStyle = this.theme.onLight;
        pen.lineWidth = 2.4;
        pen.lineCap = "round";
        pen.lineJoin = "round";
        pen.stroke(HAND);
      }),
    );
  }

  /** A petrol arrow that points down. */
  arrow(): Label {
    return this.get("arrow", () =>
      this.draw(18, 10, (pen) => {
        pen.fillStyle = this.theme.accent;
        pen.strokeStyle = this.theme.surface;
        pen.lineWidth = 2;
        pen.stroke(ARROW);
        pen.fill(ARROW);
      }),
    );
  }

  /** Draws a label with its top middle at a CSS pixel of the screen. */
  stamp(pen: Pen, label: Label, x: number, y: number): void {
    const pad = PAD * this.size;
    const left = Math.round((x - label.width / 2 - pad) * this.ratio);
    pen.drawImage(label.canvas, left, Math.round((y - pad) * this.ratio));
  }

  private get(key: string, draw: () => Label): Label {
    const before = this.made.get(key);
    if (before !== undefined) return before;
    if (this.made.size >= MOST) this.made.clear();
    const label = draw();
    this.made.set(key, label);
    return label;
  }

  private draw(width: number, height: number, paint: (pen: Pen) => void): Label {
    const scale = this.ratio * this.size;
    const [canvas, pen] = sheetOf((width + 2 * PAD) * scale, (height + 2 * PAD) * scale);
    pen.scale(scale, scale);
    pen.translate(PAD, PAD);
    paint(pen);
    return { canvas, width: width * this.size, height: height * this.size };
  }

  private plate(pen: Pen, width: number, height: number, radius: number, fill: string): void {
    const box = (dx: number, dy: number): void => {
      pen.beginPath();
      pen.roundRect(dx, dy, width, height, radius);
      pen.fill();
    };
    pen.fillStyle = SHADOW;
    box(0.7, 2);
    pen.fillStyle = fill;
    box(0, 0);
    if (!this.theme.contrast) return;
    pen.strokeStyle = this.theme.ink;
    pen.lineWidth = 1.6;
    pen.stroke();
  }

  private write(pen: Pen, text: string, x: number, y: number, font: string, fill: string): void {
    pen.font = font;
    pen.fillStyle = fill;
    pen.fillText(text, x, y);
  }

  private measure(text: string, font: string): number {
    this.ruler.font = font;
    return this.ruler.measureText(text).width;
  }

  private font(size: number, weight: number): string {
    return `${weight} ${size}px ${this.theme.font}`;
  }

  private tag(pen: Pen, text: string, width: number, font: string): void {
    pen.fillStyle = this.theme.live;
    pen.beginPath();
    pen.roundRect(6, 5, width, 14, 4);
    pen.fill();
    this.write(pen, text, 12, 15.4, font, "#FFFFFF");
  }

  private lock(pen: Pen, x: number, y: number, colour: string): void {
    pen.save();
    pen.translate(x, y);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.5;
    pen.lineJoin = "round";
    pen.stroke(LOCK);
    pen.restore();
  }

  private count(pen: Pen, x: number, count: number, font: string): void {
    pen.fillStyle = this.theme.ink3;
    pen.beginPath();
    pen.arc(x + 4, 9.4, 2.6, 0, Math.PI * 2);
    pen.fill();
    pen.fill(new Path2D(`M${x - 0.8} 17.4a4.8 4.4 0 0 1 9.6 0z`));
    this.write(pen, String(count), x + 12, 16.2, font, this.theme.ink2);
  }

  private chipIcon(pen: Pen, icon: "ear" | "lock" | "go"): void {
    pen.strokeStyle = "#FFFFFF";
    pen.lineWidth = 1.6;
    pen.lineCap = "round";
    if (icon === "lock") {
      this.lock(pen, 10, 6.5, "#FFFFFF");
    } else if (icon === "go") {
      pen.stroke(new Path2D("M9 12h10M15 8l4 4-4 4"));
    } else {
      pen.stroke(new Path2D("M10.5 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0"));
      pen.fillStyle = "#FFFFFF";
      pen.fill(new Path2D("M13.1 12a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0 -2.8 0"));
    }
  }
}
