"""Files of the built client and of the pack."""

from pathlib import Path

from aiohttp import web

from server.errors import NotFound

TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".tmj": "application/json",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".webp": "image/webp",
    ".opus": "audio/ogg",
    ".ttf": "font/ttf",
    ".pfb": "application/octet-stream",
    ".bcmap": "application/octet-stream",
}
"""What is served, and as what; anything else is not there."""


def add_files(
    app: web.Application,
    prefix: str,
    folder: Path,
    *,
    only: tuple[str, ...] = (),
    immutable: bool = False,
) -> None:
    """Serve the files below ``folder``, or its ``only`` folders; hashed names may be kept for a year."""
    root = folder.resolve()
    cache = "public, max-age=31536000, immutable" if immutable else "no-cache"

    async def handler(request: web.Request) -> web.StreamResponse:
        """One file, if it lies where it should."""
        path = _inside(root, request.match_info["path"], only)
        kind = TYPES.get(path.suffix) if path is not None else None
        if path is None or kind is None:
            raise NotFound("page.unknown")
        return web.FileResponse(path, headers={"Cache-Control": cache, "Content-Type": kind})

    app.router.add_get(f"{prefix}/{{path:.+}}", handler)


def _inside(root: Path, wanted: str, only: tuple[str, ...]) -> Path | None:
    """The file of that name below ``root`` or its ``only`` folders, if there is one."""
    try:
        path = (root / wanted).resolve()
        if not (path.is_relative_to(root) and path.is_file()):
            return None
    except (ValueError, OSError):
        return None
    return path if not only or path.relative_to(root).parts[0] in only else None
