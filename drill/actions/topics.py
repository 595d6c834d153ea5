"""Topics by any of their names."""

from collections.abc import Iterable, Mapping

from drill.bank.places import Bank
from drill.model.text import Lang, Text
from drill.store.index import Index


def meant(bank: Bank, index: Index, asked: Iterable[str]) -> tuple[str, ...]:
    """Give the ids of the topics that were asked for; a word that is no topic stays as it is."""
    words, known = tuple(asked), index.topics()
    if all(word in known for word in words):
        return words
    from drill.bank.topics import bank_topics  # a topic by its id needs no YAML

    topics = bank_topics(bank)
    return tuple(word if word in known else topics.find(word) or word for word in words)


def names(bank: Bank, lang: Lang) -> Mapping[str, Text]:
    """Give the names of the topics; in English the ids are shown, which are typed as well."""
    if lang is Lang.EN:
        return {}
    from drill.bank.topics import bank_topics

    return bank_topics(bank).names
