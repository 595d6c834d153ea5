"""What an import found and did, on the screen and for programs."""

from drill.report.imports.as_json import imported_json, notes_json
from drill.report.imports.screen import imported_text

__all__ = ["imported_json", "imported_text", "notes_json"]
