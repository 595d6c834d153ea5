"""Words with something filled in."""

from drill.model.text import Text


def fill(text: Text, **values: object) -> Text:
    """Fill the gaps of `text`, in both languages."""
    return Text(text.en.format(**values), text.zh.format(**values))
