/** Who comes in, and through which door: as a map, as a list, without camera and microphone. */
import { useRef, useState } from "preact/hooks";
import type { Look } from "../art/look";
import { t } from "../i18n/i18n";
import type { Devices } from "../media/devices";
import { ApiError } from "../net/http";
import { recall, remember } from "../state/memory";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import { Figure } from "./Figure";
import type { JoinProps } from "./JoinPage";
import { NameField } from "./NameField";
import { Welcome } from "./Welcome";

/** What went wrong, in words for the person at the door. */
function failure(error: unknown): string {
  if (!(error instanceof ApiError)) return t("Something went wrong. Please try again.");
  if (error.code === "net.unreachable")
    return t("The hub cannot be reached. Check your network and try again.");
  return error.message || t("Something went wrong. Please try again.");
}

/** The limit of a name until the hub has told its own. */
const NAME_LENGTH = 60;

type Door = "map" | "list" | "silent";

export function Who(props: JoinProps & { look: Look; setLook(look: Look): void }) {
  const { boot, info, me, devices, onEnter, look, setLook } = props;
  const [name, setName] = useState(me?.name ?? recall("name", ""));
  const [nameless, setNameless] = useState(false);
  const [going, setGoing] = useState<Door | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const main = boot.view === "list" ? "list" : "map";
  const enter = async (door: Door) => {
    if (name.trim() === "") {
      setNameless(true);
      form.current?.querySelector("input")?.focus();
      return;
    }
    setGoing(door);
    setFailed(null);
    remember("name", name.trim());
    remember("look", look);
    try {
      const isSilent = door === "silent";
      if (!isSilent) await askDevices(devices);
      const view = door === "silent" ? main : door;
      await onEnter({ name: name.trim(), look, view, silent: isSilent });
    } catch (error) {
      setFailed(failure(error));
      setGoing(null);
    }
  };
  return (
    <section class="who">
      <Welcome {...props} />
      <form
        ref={form}
        class="col gap-5"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void enter(main);
        }}
      >
        <NameField
          name={name}
          most={info?.limits.name ?? NAME_LENGTH}
          hint={t("This is how others see you. A first name is enough.")}
          error={nameless ? t("Please enter a name.") : null}
          large
          onName={(value) => {
            setName(value);
            setNameless(false);
          }}
        />
        <Figure look={look} onChange={setLook} />
        <div class="enter">
          {failed && (
            <div class="note danger" role="alert">
              <Icon name="warning" />
              <p>{failed}</p>
            </div>
          )}
          <Button
            type="submit"
            kind="primary"
            size="l"
            iconAfter="enter"
            busy={going === main && t("Entering …")}
          >
            {main === "list" ? t("Enter as a list") : t("Enter")}
          </Button>
        </div>
        <div class="row center wrap other-doors">
          <Button
            kind="quiet"
            icon={main === "list" ? "map" : "list"}
            busy={going !== null && going !== main && going !== "silent" && t("Entering …")}
            onClick={() => void enter(main === "list" ? "map" : "list")}
          >
            {main === "list" ? t("Enter with the map") : t("Enter as a list")}
          </Button>
          <Button
            kind="quiet"
            icon="headphones"
            busy={going === "silent" && t("Entering …")}
            onClick={() => void enter("silent")}
          >
            {t("Without camera and microphone")}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** Who wants to be heard or seen and has not tried it out is asked by the browser now; a refusal keeps nobody out. */
async function askDevices(devices: Devices): Promise<void> {
  const isTried = devices.trouble.value.mic !== null || devices.trouble.value.cam !== null;
  if (devices.wantedKinds.length > 0 && !isTried) await devices.open();
}
