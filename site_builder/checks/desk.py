"""The desk of the checks of fit: what is looked up for many claims and made once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import TYPE_CHECKING, TypeVar

from site_builder.checks.parts import Asked, Role, look
from site_builder.language.names import Name, Names
from site_builder.language.said import Said, prose
from site_builder.language.speech import is_quoted, may_open, quoted_spans
from site_builder.language.spelling import Spellings, bare
from site_builder.language.words import contents
from site_builder.lazy import lazy
from site_builder.memory import Memory
from site_builder.model import Account, Term
from site_builder.quotes import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from site_builder.model import Origin, Speaker, Statement, Voice
    from site_builder.places import Text
    from site_builder.quotes import Span
    from site_builder.seeds import Seed

T = TypeVar("T")

_SKIPPED = " … "


def _table(make: Callable[[Desk], T]) -> lazy[T]:
    """Return a value of a desk that hangs on who and what is named alone, and is kept with that."""

    @wraps(make)
    def kept(desk: Desk) -> T:
        lists = (desk.all_speakers, desk.all_origins, desk.all_terms)
        return desk.memory.once(make.__name__, lists, partial(make, desk))

    return lazy(kept)


@dataclass(frozen=True, kw_only=True, eq=False)
class Desk:
    """What is looked up for many claims and made once: names, voices, speech, passages read."""

    all_speakers: tuple[Speaker, ...]
    all_origins: tuple[Origin, ...]
    all_terms: tuple[Term, ...]
    memory: Memory = field(default_factory=Memory)

    def ready(self) -> None:
        """Make all that hangs on names alone, so that it is kept while other things are not."""
        for name, made in vars(type(self)).items():
            if isinstance(made, lazy):
                getattr(self, name)

    @_table
    def speakers(self) -> dict[str, Speaker]:
        """The speakers by id."""
        return {str(speaker.id): speaker for speaker in self.all_speakers}

    @_table
    def names(self) -> Names:
        """The names of all speakers; a surname alone serves too, where only one has it."""
        surnames = Counter(map(_surname, self.all_speakers))
        return Names.of(
            (str(s.id), (s.name, *s.also, *([own] if surnames[own := _surname(s)] == 1 else ())))
            for s in self.all_speakers
        )

    @_table
    def person_words(self) -> frozenset[str]:
        """The words of the names of all persons."""
        persons = (speaker for speaker in self.all_speakers if speaker.kind == "person")
        return frozenset(bare(word) for person in persons for word in person.name.split())

    @_table
    def first_names(self) -> dict[str, list[str]]:
        """The first names of all persons, by what is last in their names."""
        found: dict[str, list[str]] = {}
        for speaker in self.all_speakers:
            if last := _surname(speaker):
                found.setdefault(bare(last), []).append(speaker.name.split()[0])
        return found

    @_table
    def short_names(self) -> Names:
        """What an article calls an organisation that it has named: the council, the board."""
        found: dict[str, list[str]] = {}
        for speaker in self.all_speakers:
            if speaker.kind == "organisation":
                found[str(speaker.id)] = _short(speaker)
        return Names.of(found.items())

    def short(self, speaker_id: str) -> list[str]:
        """Return what an article may call an organisation of this id that it has named."""
        speaker = self.speakers.get(speaker_id)
        return _short(speaker) if speaker is not None else []

    def of(self, speaker_id: str) -> str:
        """Return the id of the organisation a person speaks for, or nothing."""
        speaker = self.speakers.get(speaker_id)
        return str(speaker.of) if speaker is not None and speaker.of is not None else ""

    def stems_of(self, ids: tuple[Text, ...]) -> frozenset[str]:
        """Return the stems of the names of these speakers and of whom they speak for."""
        known = self.stems_known.get(ids)
        if known is None:
            every = {str(one) for one in ids}
            every |= {self.of(one) for one in every}
            found = (self.name_stems.get(one, frozenset()) for one in every)
            known = self.stems_known[ids] = frozenset().union(*found)
        return known

    def with_offices(self, ids: tuple[Text, ...]) -> frozenset[str]:
        """Return these speakers and those whom they speak for."""
        every = {str(one) for one in ids}
        return frozenset(every | {self.of(one) for one in every}) - {""}

    def words_of(self, ids: tuple[Text, ...]) -> frozenset[str]:
        """Return the words of the names of these speakers and of those whom they speak for."""
        known = self.words_known.get(ids)
        if known is None:
            speakers = [
                self.speakers[one] for one in self.with_offices(ids) if one in self.speakers
            ]
            texts = [text for s in speakers for text in (s.name, *s.also)]
            known = frozenset(bare(word) for text in texts for word in text.split())
            self.words_known[ids] = known
        return known

    @lazy
    def words_known(self) -> dict[tuple[Text, ...], frozenset[str]]:
        """What `words_of` has found."""
        return {}

    @lazy
    def stems_known(self) -> dict[tuple[Text, ...], frozenset[str]]:
        """What `stems_of` has found."""
        return {}

    def name(self, speaker_id: str) -> str:
        """Return a speaker's name, or the id where there is no speaker or no name."""
        speaker = self.speakers.get(speaker_id)
        return (str(speaker.name) if speaker is not None else "") or speaker_id

    def role_of(self, speaker_id: str) -> str:
        """Return a speaker's role, or nothing."""
        speaker = self.speakers.get(speaker_id)
        return str(speaker.role or "") if speaker is not None else ""

    @_table
    def known_words(self) -> Spellings:
        """The words of the names of all speakers and terms."""
        names = [text for s in self.all_speakers for text in (s.name, *s.also)]
        return Spellings([*names, *(text for t in self.all_terms for text in (t.name, *t.also))])

    @_table
    def name_stems(self) -> dict[str, frozenset[str]]:
        """The stems of every form of each speaker's name, by id."""
        return {
            str(speaker.id): frozenset().union(*map(contents, (speaker.name, *speaker.also)))
            for speaker in self.all_speakers
        }

    @_table
    def term_stems(self) -> frozenset[str]:
        """The stems of the names of all terms."""
        forms = (form for term in self.all_terms for form in (term.name, *term.also))
        return frozenset().union(*map(contents, forms))

    @_table
    def terms(self) -> Names:
        """The terms that have several names, found in any of them."""
        return Names.of((str(t.id), (t.name, *t.also)) for t in self.all_terms if t.also)

    @_table
    def proper_terms(self) -> Names:
        """The terms that are names: their first form has a capital."""
        proper = (t for t in self.all_terms if t.name[:1].isupper())
        return Names.of((str(t.id), (t.name, *t.also)) for t in proper)

    def also_called(self, said: Said) -> Iterator[Spellings]:
        """Yield every form of the terms that a text names."""
        ids = {name.id for name in self.terms.find(said)}
        for term in self.all_terms if ids else ():
            if term.id in ids:
                yield Spellings([str(term.name), *map(str, term.also)])

    @lazy
    def _spelt(self) -> dict[str, Spellings]:
        """The spellings that were asked for, by what they are of."""
        return {}

    def spelling_of_speaker(self, speaker_id: str) -> Spellings:
        """Return how the names and the role of a speaker are spelt."""
        if speaker_id not in self._spelt:
            speaker = self.speakers.get(speaker_id)
            texts = (speaker.name, *speaker.also, speaker.role or "") if speaker is not None else ()
            self._spelt[speaker_id] = Spellings(texts)
        return self._spelt[speaker_id]

    def spelling_of_record(self, seed: Seed) -> Spellings:
        """Return how what a seed is called, and states of itself, is spelt."""
        return self.memory.once("states", (seed,), partial(_stated, seed))

    def spelling_of_origin(self, origin_id: str) -> Spellings:
        """Return how the name of an origin is spelt."""
        key = f"origin {origin_id}"
        if key not in self._spelt:
            names = (str(o.name) for o in self.all_origins if o.id == origin_id)
            self._spelt[key] = Spellings(names)
            self._spelt[key].initials.clear()  # an article calls it so, or nobody does
        return self._spelt[key]

    def quoted(self, seed: Seed, part: Span) -> list[Span]:
        """Return where the paragraphs of a part of the seed stand in quotation marks.

        No quotation reaches from one paragraph into another, so the others need not be looked
        through.
        """
        found: list[Span] = []
        for number in seed.paragraphs_of(part):
            paragraphs = seed.paragraphs[number - 1 : number]
            make = partial(quoted_spans, seed.text, paragraphs)
            found += self.memory.once("quoted", (seed, number), make)
        return found

    def sentences(self, seed: Seed) -> list[tuple[Span, frozenset[str]]]:
        """Return the sentences of a seed, each with its stems."""
        return self.memory.once("sentences", (seed,), partial(_sentences, seed))

    def is_quoted(self, seed: Seed, parts: Iterable[Span]) -> bool:
        """Tell whether all of a passage stands in quotation marks.

        What stands in some begins behind a mark of its paragraph that opens them. Most passages
        do not, and then the seed need not be looked through.
        """
        for part in parts:
            paragraph = seed.paragraphs[seed.paragraph_at(part.start) - 1]
            if not may_open(seed.text, paragraph.start, part.start):
                return False
        return all(is_quoted(self.quoted(seed, part), *part) for part in parts)

    def voices(self, seed: Seed, parts: Sequence[Span]) -> list[Voice]:
        """Return the voices declared over a passage."""
        if not seed.record.voices:
            return []
        known = self.memory.once("voices", (seed,), lambda: list(self._voiced(seed)))
        start, end = parts[0].start, parts[-1].end
        return [voice for span, voice in known if span.start < end and start < span.end]

    def named(self, said: Said) -> tuple[Name, ...]:
        """Return the speakers that a text names; what was looked through once is known."""
        if not self.names.may_find(said):
            return ()
        parts = (said, self.all_speakers)
        return self.memory.once("named", parts, lambda: tuple(self.names.find(said)))

    def said(self, seed: Seed, parts: tuple[Span, ...]) -> Said:
        """Return the words of a passage, read once."""
        return self.read(joined(seed, parts))

    def words(self, source: Statement | Account | Term) -> Said:
        """Return the words of a claim, without a statement's or an entry's Markdown, read once."""
        text = claimed(source)
        return self.read(str(text) if isinstance(source, Account) else prose(text))

    def read(self, text: str) -> Said:
        """Return the words of a text: the same for a claim as for a passage of the same letters."""
        return self.memory.of_text(text, Said)

    def _voiced(self, seed: Seed) -> Iterator[tuple[Span, Voice]]:
        for voice in seed.record.voices:
            stretch = voice.stretch
            if stretch.paragraphs is not None:
                first, last = stretch.paragraphs
                for span in seed.paragraphs[first - 1 : last]:
                    yield span, voice
            elif stretch.quote is not None:
                result = look(Asked(stretch.quote, Role.STRETCH), seed)
                for span in result.parts if isinstance(result, Found) else ():
                    yield span, voice


def joined(seed: Seed, parts: Sequence[Span]) -> str:
    """Return the characters of a passage, with a mark where it skips words."""
    text = seed.text
    return _SKIPPED.join([text[start:end] for start, end in parts])


def _sentences(seed: Seed) -> list[tuple[Span, frozenset[str]]]:
    numbers = range(1, len(seed.paragraphs) + 1)
    spans = (span for number in numbers for span in seed.sentences(number))
    return [(span, contents(seed.text[span.start : span.end])) for span in spans]


def _stated(seed: Seed) -> Spellings:
    facts = (str(fact.text) for _, fact in seed.record.stated() if fact is not None)
    return Spellings([str(seed.record.short), *facts])


def claimed(source: Statement | Account | Term) -> Text:
    """Return what a statement, an account or a glossary entry says."""
    if isinstance(source, Account):
        return source.says
    return source.text or source.name if isinstance(source, Term) else source.text


def _short(organisation: Speaker) -> list[str]:
    """Return the last word of an organisation's name, and the last two, where there are more.

    A name of one word serves as it stands: "the coastguard".
    """
    parts = organisation.name.casefold().split()
    return [" ".join(parts[-n:]) for n in (1, 2) if len(parts) > n] or parts


def _surname(speaker: Speaker) -> str:
    """Return a person's last name, or nothing where there is only one, or no person."""
    parts = speaker.name.split()
    return parts[-1] if speaker.kind == "person" and len(parts) > 1 else ""
