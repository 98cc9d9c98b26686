// The stock Socket.IO client: connects, walks a little, asks for answers, and says what it received.
import { createRequire } from "node:module";

const { io } = createRequire(`${process.cwd()}/package.json`)("socket.io-client");
const [url, ticket, transports, wanted] = process.argv.slice(2);
const found = { bodies: [], gaps: 0, answers: [], asked: 0, wrong: 0, places: 0, lanes: [], moved: false };
const seen = new Set();
const lanes = new Set();
let last = 0;
let own = null;
let ownLane = null;

const socket = io(url, {
  transports: JSON.parse(transports),
  auth: { ticket, protocol: 1, last: null },
  reconnection: false,
});

socket.on("hub.snapshot", (snapshot) => {
  last = snapshot.seq;
  own = snapshot.live.you;
  ownLane = snapshot.live.avatars.find((each) => each.visitor === snapshot.you.visitor).lane;
  step(0);
});

socket.on("avatar.placed", ({ data }) => {
  own = data;
});

socket.on("p", (data) => {
  const records = Buffer.from(data);
  if (records.length % 7 !== 0) found.wrong += 1;
  for (let at = 0; at + 7 <= records.length; at += 7) {
    const lane = records.readUInt16LE(at);
    lanes.add(lane);
    const place = `${lane}:${records.readUInt16LE(at + 2)}:${records.readUInt16LE(at + 4)}`;
    seen.add(place);
    if (lane === ownLane && own !== null && place === `${lane}:${own.x + 8}:${own.y}`) found.moved = true;
  }
  end();
});

socket.onAny((name, payload) => {
  if (payload === null || typeof payload !== "object" || payload.seq === undefined || name === "hub.snapshot") return;
  if (payload.prev !== last) found.gaps += 1;
  last = payload.seq;
  if (name === "message.posted") found.bodies.push(payload.data.body);
  end();
});

socket.on("connect_error", (error) => {
  console.error(error.message);
  process.exit(1);
});

function step(n) {
  if (!found.moved) socket.emit("m", own.x + 8, own.y, 1, own.epoch);
  if (n < 6) {
    found.asked += 1;
    const status = n % 2 === 0 ? "busy" : "here";
    socket.emit("presence.set", { cmd_id: `node-${n}`, status }, (answer) => found.answers.push(answer.ok));
  }
  if (!found.moved || n < 6) setTimeout(() => step(n + 1), 50);
  end();
}

function end() {
  if (found.bodies.length < Number(wanted) || !found.moved) return;
  if (found.asked < 6 || found.answers.length < 6 || seen.size < 4) return;
  found.transport = socket.io.engine.transport.name;
  if (found.transport !== JSON.parse(transports).at(-1)) return;
  found.places = seen.size;
  found.lanes = [...lanes];
  console.log(JSON.stringify(found));
  process.exit(0);
}
