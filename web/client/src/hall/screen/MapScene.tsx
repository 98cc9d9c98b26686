/** The live map around the stage: who is there, and who talks with whom. Nobody can press anything. */
import { computed, effect } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { keepGround } from "../../hub/ground";
import { sceneOf } from "../../hub/scene";
import { t, tn } from "../../i18n/i18n";
import type { FloorInfo, HubInfo, RoomText } from "../../net/session";
import { figuresOn } from "../../state/figures";
import { Places } from "../../state/places";
import { createRenderer } from "../../view/renderer";
import type { ActorSource, LoadedFloor, Point, Renderer } from "../../view/types";
import type { Show } from "./show";

/** The height for which the screen is drawn, and how large a tile of the floor is then, in pixels. */
const HEIGHT = 1080;
const TILE = { floor: 32, shown: 20 };

interface Around {
  info: HubInfo;
  floor: FloorInfo;
  room: RoomText;
}

/** Where the stage is. */
function aroundOf(info: HubInfo | null, stage: string): Around | null {
  for (const floor of info?.floors ?? []) {
    const room = floor.rooms.find((each) => each.id === stage);
    if (info && room) return { info, floor, room };
  }
  return null;
}

export function MapScene({ show }: { show: Show }) {
  const { hub, stage } = show;
  const info = show.info.value;
  const around = useMemo(() => aroundOf(info, stage), [info, stage]);
  const near = hub.people.value.filter((each) => each.floor === around?.floor.id).length;
  return (
    <section class="venue-map">
      <h2>
        {near === 0
          ? t("Nobody is on the map around the hall at the moment")
          : tn("{n} person is on the map around the hall", "{n} people are on the map around the hall", near)}
      </h2>
      {around ? <Canvas show={show} around={around} /> : <Missing />}
    </section>
  );
}

const Missing = () => <p class="venue-none">{t("The map could not be loaded. It is tried again.")}</p>;

function Canvas({ show, around }: { show: Show; around: Around }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!canvas.current) return undefined;
    return draw(canvas.current, show, around, setFailed);
  }, [show, around]);
  return (
    <div class="venue-ground">
      <canvas ref={canvas} role="img" aria-label={t("Map of the hub around the hall")} />
      {failed && <Missing />}
    </div>
  );
}

/** Whoever walks there, and whoever sits in the real hall. */
function actorsOf({ hub, bodies: { motion } }: Show, floor: string): ActorSource {
  const seated = computed(() => figuresOn(hub, floor));
  return {
    step: (now) => motion.step(now),
    actors: () => [...motion.actors(), ...seated.value],
  };
}

/** Draws the floor around the stage until it is stopped; a map that could not be read is asked for again. */
function draw(
  canvas: HTMLCanvasElement,
  show: Show,
  around: Around,
  setFailed: (failed: boolean) => void,
): () => void {
  // Whole pixels a tile: the floor has no seams.
  const zoom = Math.round((innerHeight / HEIGHT) * TILE.shown) / TILE.floor;
  const map = createRenderer({ canvas, actors: actorsOf(show, around.floor.id), zoom });
  show.bodies.watch(around.floor.id);
  let stop = () => {};
  const ground = keepGround({
    map,
    floor: () => around.floor,
    isLinked: () => show.link.value !== "broken",
    entered: (_, loaded) => {
      setFailed(false);
      stop();
      stop = follow(map, show, around, loaded);
    },
    failed: () => setFailed(true),
  });
  return () => {
    ground();
    stop();
    map.destroy();
  };
}

/** Between the stage and those who are around it. */
function middle({ bodies }: Show, { x, y, w, h }: RoomText["rect"]): Point {
  const stage = { x: x + w / 2, y: y + h / 2 };
  const there = bodies.motion.actors();
  const mean = (of: (each: Point) => number, none: number) =>
    there.reduce((sum, each) => sum + of(each), 0) / there.length || none;
  const others = { x: mean((each) => each.x, stage.x), y: mean((each) => each.y, stage.y) };
  return { x: (stage.x + others.x) / 2, y: (stage.y + others.y) / 2 };
}

/** Looks at the stage and the people around, and keeps the map in step with the hub. */
function follow(map: Renderer, show: Show, { info, floor, room }: Around, loaded: LoadedFloor): () => void {
  const { hub } = show;
  const places = new Places(info.floors);
  map.lookAt(middle(show, room.rect));
  return effect(() => {
    const stale = show.link.value === "broken";
    map.show({
      ...sceneOf({ hub, places, self: null, pointed: null, target: null, stale }, floor, loaded),
      // A screen stands in no room: all are lit.
      inside: floor.rooms.map((each) => each.id),
    });
  });
}
