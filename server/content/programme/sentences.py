"""What the faults of a programme are called, and how each is mended: see ``server.content.sentences``."""


def _(text: str) -> str:
    """Mark a text for the catalogs."""
    return text


PROGRAMME: dict[str, tuple[str, str]] = {
    "programme.missing_file": (_("The file cannot be read."), _("Correct 'file' under [programme].")),
    "programme.too_large": (
        _("The file is larger than {most} MB."),
        _("Leave out what is over, or import it in parts."),
    ),
    "programme.not_json": (_("This is no JSON: {error}."), _("Export the schedule again.")),
    "programme.shape": (
        _("The schedule has no list of days."),
        _("Export it from pretalx or frab as schedule.json."),
    ),
    "programme.item": (
        _("This is not as pretalx and frab write it."),
        _("Export the schedule again, or mend it by hand."),
    ),
    "programme.not_csv": (_("This is no CSV: {error}."), _("Save it again as CSV in UTF-8.")),
    "programme.columns": (
        _("The first line lacks the columns {columns}."),
        _("Name them there; the manual lists all columns."),
    ),
    "programme.column": (_("The column {column} is not known."), _("It is left out.")),
    "programme.empty": (_("There is no session in it."), _("Choose a schedule as JSON or CSV.")),
    "programme.too_many": (_("There are more than {most} sessions."), _("Import the first days only.")),
    "programme.missing": (_("{field} is missing."), _("Add it.")),
    "programme.time": (
        _("{found} is no time."),
        _("Write it as 2027-03-28 10:00, or with an offset as 2027-03-28T10:00+02:00."),
    ),
    "programme.duration": (_("{found} is no duration."), _("Write hours and minutes as 00:45.")),
    "programme.lasts": (
        _("It ends before it begins, or more than {most} days later."),
        _("Correct start or end."),
    ),
    "programme.gap": (
        _("{found} does not exist in {zone}: the clocks go forward there."),
        _("Correct the time, or give its offset from UTC."),
    ),
    "programme.overlap": (
        _("{found} comes twice in {zone}: the clocks go back there. The first is taken."),
        _("If the second is meant, give its offset from UTC."),
    ),
    "programme.zone": (
        _("The time zone {zone} is not known."),
        _("Times without an offset are taken as in {used}."),
    ),
    "programme.code_twice": (_("The id {code} is there twice."), _("Give each session its own.")),
    "programme.long": (_("{field} has more than {most} characters."), _("Shorten it.")),
    "programme.cut": (_("{field} has more than {most} characters."), _("The rest is left out.")),
    "programme.speakers": (_("There are more than {most} speakers."), _("The rest is left out.")),
    "programme.choice": (_("{field} cannot be {found}."), _("Use one of {choices}.")),
    "programme.number": (_("{found} is no number of people."), _("Write digits only, or leave it empty.")),
    "programme.room": (
        _("The hub has no room {room}."),
        _("Choose one, or leave it: then nobody can be led there."),
    ),
    "programme.do_not_record": (
        _("It is not to be recorded."),
        _("Foyer does not see to that by itself: do not record the stage then."),
    ),
    "programme.left_out": (
        _("Foyer has no place for {fields}."),
        _("It is left out; what people must know belongs in the abstract."),
    ),
}
"""Fault or note to its problem and its cure."""
