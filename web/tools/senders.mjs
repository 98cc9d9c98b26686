/** WHIP clients of other makers, as their readmes say they are used: the senders of the stage's journeys. */
import { WHIPClient as EyevinnClient } from "@eyevinn/whip-web-client";
import { WHIPClient as MedoozeClient } from "whip-whep/whip.js";

const makers = {
  async medooze(stream, url, key) {
    const connection = new RTCPeerConnection({ iceServers: [] });
    for (const track of stream.getTracks()) connection.addTransceiver(track, { direction: "sendonly" });
    const client = new MedoozeClient();
    await client.publish(connection, url, key);
    return () => client.stop();
  },
  async eyevinn(stream, url, key) {
    const client = new EyevinnClient({ endpoint: url, opts: { authkey: key, iceServers: [] } });
    await client.ingest(stream);
    return () => client.destroy();
  },
};

window.send = async (maker, url, key) => {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 320, height: 180, frameRate: 5 },
  });
  window.end = await makers[maker](stream, url, key);
};
