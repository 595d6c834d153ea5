"""Write a page to a file that is not there yet."""

from pathlib import Path

from drill.errors import DrillError


def write_page(path: Path, text: str, *, force: bool = False) -> None:
    """Write `text` to `path`; what is there already stays, unless `force`."""
    try:
        with path.open("w" if force else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise DrillError(
            "there is a file already, and a page does not overwrite one unasked",
            where=str(path),
            hint="`--force` writes over it",
        ) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise DrillError(f"the page cannot be written: {reason}", where=str(path)) from None
