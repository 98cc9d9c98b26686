"""Shared documents."""

from rooms.ids import DocId, VisitorId
from server.protocol.frames.base import Frame


class DocCursor(Frame):
    """``doc.pointed``: where the cursor of somebody's tab is in a shared document; None once it is gone."""

    doc: DocId
    visitor: VisitorId
    tab: str
    cursor: str | None


class DocUpdated(Frame):
    """``doc.updated``: somebody's change of a shared document, a Yjs update (version 1) in base64."""

    doc: DocId
    update: str


class DocRights(Frame):
    """``doc.rights``: whether one may read and write a shared document from now on; unread, it is closed."""

    doc: DocId
    read: bool
    write: bool


class DocReset(Frame):
    """``doc.reset``: a change that was told of was lost with the disk; open the document again, and send what
    it lacks.
    """

    doc: DocId
