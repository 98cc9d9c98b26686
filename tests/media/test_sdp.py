"""Session descriptions: ours are complete, others' are read with patience or refused with a reason."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import sdp, sdp_read
from media.engine import acceptable
from media.errors import BadDescription, MediaRefused
from media.ingress import Ingress

FINGERPRINT = ":".join(["AB"] * 32)
IDENTITY = sdp.Identity("frag", "p" * 24, ("sha-256", FINGERPRINT), ("192.0.2.7", "2001:db8::7"), 40000)
SLOTS = [sdp.SlotLine("a0", "audio", 11), sdp.SlotLine("v0", "video", 12)]
H264 = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"


def offer(*sections: str, bundle: str = "0 1", setup: str = "actpass") -> str:
    head = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", f"a=group:BUNDLE {bundle}", "a=future:thing"]
    head += [
        "a=ice-ufrag:them",
        "a=ice-pwd:secret",
        f"a=fingerprint:sha-256 {FINGERPRINT}",
        f"a=setup:{setup}",
    ]
    return "\r\n".join([*head, *sections]) + "\r\n"


def audio(mid: str = "0", codec: str = "opus/48000/2", direction: str = "sendonly") -> str:
    return (
        f"m=audio 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:{mid}\r\na={direction}\r\na=rtcp-mux\r\n"
        f"a=rtpmap:96 {codec}\r\n"
        "a=extmap:5/sendonly urn:ietf:params:rtp-hdrext:ssrc-audio-level"
    )


def video(mid: str = "1", codec: str = "H264/90000", parameters: str = H264) -> str:
    return (
        f"m=video 9 UDP/TLS/RTP/SAVPF 98 99\r\na=mid:{mid}\r\na=sendonly\r\na=rtcp-mux\r\n"
        f"a=rtpmap:98 {codec}\r\n"
        f"a=fmtp:98 {parameters}\r\na=rtpmap:99 rtx/90000\r\na=fmtp:99 apt=98"
    )


def test_our_offer_says_everything_a_browser_needs() -> None:
    text = sdp.write_offer(IDENTITY, SLOTS, publish=True)
    read = sdp_read.parse(text)
    assert (read.ufrag, read.setup, read.fingerprint) == ("frag", "actpass", ("sha-256", FINGERPRINT))
    assert [section.mid for section in read.sections] == ["mic", "cam", "screen", "a0", "v0"]
    assert read.bundled == {"mic", "cam", "screen", "a0", "v0"}
    mic, cam, screen, _, slot = read.sections
    assert (mic.direction, slot.direction) == ("recvonly", "sendonly")
    assert mic.carried() == {111: "opus"}
    assert cam.carried() == screen.carried() == slot.carried() == {96: "vp8", 102: "h264"}
    assert (cam.repair(96), screen.repair(96), slot.repair(96)) == (97, 97, None)
    assert text.count("a=simulcast:recv q;h") == 1, "a screen is sent whole"
    assert "a=ssrc:12 cname:v0" in text
    assert text.count("a=ice-lite") == 1


def test_every_own_address_is_a_candidate_on_the_one_port_in_the_first_section() -> None:
    text = sdp.write_offer(IDENTITY, SLOTS, publish=False)
    first = text.split("m=")[1]
    found = re.findall(r"a=candidate:\d 1 udp (\d+) (\S+) (\d+) typ host", first)
    assert [(address, port) for _, address, port in found] == [
        ("192.0.2.7", "40000"),
        ("2001:db8::7", "40000"),
    ]
    assert int(found[0][0]) > int(found[1][0])
    assert text.count("a=candidate") == 2
    assert text.startswith("v=0\r\n")
    assert text.endswith("\r\n")


def test_a_whip_offer_is_answered_with_its_own_numbers() -> None:
    remote = sdp_read.parse(offer(audio(), video()))
    answer = sdp_read.parse(sdp.write_answer(IDENTITY, remote.sections, acceptable(remote)))
    assert answer.setup == "passive"
    sound, picture = answer.sections
    assert (sound.direction, sound.carried(), sound.extensions) == (
        "recvonly",
        {96: "opus"},
        {5: sdp.AUDIO_LEVEL},
    )
    assert (picture.carried(), picture.repair(98), picture.parameters[98]) == ({98: "h264"}, 99, H264)
    assert answer.bundled == {"0", "1"}


def test_sections_we_do_not_take_are_rejected_and_the_rest_goes_on() -> None:
    data = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2"
    remote = sdp_read.parse(offer(data, audio(), video(), bundle="2 0 1"))
    answer = sdp_read.parse(sdp.write_answer(IDENTITY, remote.sections, acceptable(remote)))
    assert [section.port for section in answer.sections] == [0, 40000, 40000]
    assert answer.bundled == {"0", "1"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (offer(video(codec="AV1/90000")), "nothing we can carry"),
        (offer(audio(), video(codec="H265/90000")), "no codec we can carry for video"),
        (offer(audio(), video(parameters="packetization-mode=0;profile-level-id=42e01f")), "for video"),
        (offer(audio(), video(parameters="packetization-mode=1;profile-level-id=640c1f")), "for video"),
        (offer(audio(), video(), bundle="0"), "bundled"),
        (offer(audio(), setup="passive"), "DTLS server"),
        (offer(audio(direction="recvonly")), "nothing we can carry"),
    ],
)
def test_what_cannot_be_carried_is_refused_with_406_and_a_reason(text: str, reason: str) -> None:
    with pytest.raises(MediaRefused, match=reason) as refused:
        acceptable(sdp_read.parse(text))
    assert refused.value.code == 406


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "v=0\r\n",
        offer(),
        offer(audio()).replace("a=ice-pwd:secret\r\n", ""),
        offer(audio()).replace(FINGERPRINT, "AB:CD"),
        offer(audio()).replace("sha-256", "md5"),
        offer(audio()).replace("a=rtpmap:96", "a=rtpmap:x"),
        offer(audio()).replace("m=audio 9", "m=audio"),
        offer(audio()).replace("SAVPF 96", "SAVPF 128"),
        offer(audio()).replace("SAVPF 96", "SAVPF " + "9" * 4400),
        offer(audio()).replace("a=rtpmap:96", "a=rtpmap:" + "9" * 4400),
        offer(audio(mid="x" * 200)),
        offer(*([audio()] * 65)),
        "v=0" + "x" * sdp_read.MAX_SDP,
    ],
)
def test_what_is_no_description_is_refused_with_400(text: str) -> None:
    with pytest.raises(BadDescription) as refused:
        sdp_read.parse(text)
    assert refused.value.code == 400


@given(st.data())
def test_no_mutation_of_an_offer_fails_in_another_way(data: st.DataObject) -> None:
    text = offer(audio(), video())
    at = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 40))
    put = data.draw(st.text(max_size=20) | st.text("0123456789", max_size=5) | st.just("9" * 4400))
    text = text[:at] + put + text[at + length :]
    try:
        remote = sdp_read.parse(text)
        Ingress(remote)
        assert all(section.carried().keys() <= set(range(128)) for section in remote.sections)
        sdp_read.parse(sdp.write_answer(IDENTITY, remote.sections, acceptable(remote)))
    except MediaRefused:
        pass
