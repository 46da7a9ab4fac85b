"""What belongs into each text of the report: the shape of ``resources/guide/texts.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache

from nianbao import resources
from nianbao.formats.grounds.statements import Grounded, Said
from nianbao.formats.registry import Form
from nianbao.models import Model, read

FILE = "guide/texts.toml"
SLOT = re.compile(r"\{([a-z0-9_.]+)\}")
GROUP = re.compile(r"\{@([a-z0-9_]+)\}")
FACT_SLOTS = frozenset({"year", "document", "notice", "sections", "section_count"})


@dataclass(frozen=True, kw_only=True)
class TextGuide(Grounded):
    """What belongs into one text, why, and a skeleton to start from."""

    key: str
    title: str
    what: Said
    why: Said
    points: tuple[Said, ...] = ()
    mistakes: tuple[Said, ...] = ()
    length: str = ""
    skeleton: str


@dataclass(frozen=True, kw_only=True)
class Sentence(Grounded):
    """A standard sentence with slots; sentences of one group exclude each other."""

    id: str
    text_key: str
    label: str
    text: str
    group: str = ""
    zero: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    @cached_property
    def cells(self) -> frozenset[str]:
        """The cells that the sentence speaks of."""
        named = frozenset(SLOT.findall(self.text)) - FACT_SLOTS
        return named | frozenset(self.zero) | frozenset(self.positive)

    def fits(self, form: Form) -> bool:
        """Whether the form has every cell that the sentence speaks of."""
        return (not self.forms or form.id in self.forms) and self.cells <= form.cells.keys()


@dataclass(frozen=True, kw_only=True)
class ZeroApplications(Model):
    """What a unit without applications and cases fills in one step."""

    sections: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Guide(Model):
    """The whole guide."""

    family: str
    """The report whose forms it is about."""
    notices: dict[str, str]
    """The title of the notice that prescribes a form, by its number."""
    zero_applications: ZeroApplications
    texts: tuple[TextGuide, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def cells(self) -> frozenset[str]:
        """The cells that any standard sentence or skeleton speaks of."""
        skeletons = (name for text in self.texts for name in SLOT.findall(text.skeleton))
        sentences = (name for one in self.sentences for name in one.cells)
        return frozenset((*skeletons, *sentences)) - FACT_SLOTS

    def __post_init__(self) -> None:
        """Refuse names that nothing has."""
        keys = {text.key for text in self.texts}
        groups = {sentence.group for sentence in self.sentences}
        ids = [sentence.id for sentence in self.sentences]
        wrong = [one.text_key for one in self.sentences if one.text_key not in keys]
        wrong += [one for one in self.zero_applications.sentences if one not in ids]
        wrong += [name for text in self.texts for name in GROUP.findall(text.skeleton)]
        wrong = [name for name in wrong if name not in groups]
        if wrong or len(ids) != len(set(ids)):
            message = f"{FILE}: unknown or repeated names {sorted(wrong)}"
            raise ValueError(message)

    def text_for(self, form: Form, key: str) -> TextGuide | None:
        """Return what belongs into a text of a form; None where the guide says nothing about it."""
        return self.text(key) if form.family == self.family else None

    def text(self, key: str) -> TextGuide | None:
        """Return what belongs into a text; None where the guide says nothing."""
        return next((text for text in self.texts if text.key == key), None)

    def zero_sections(self, form: Form) -> tuple[str, ...]:
        """Return the sections of a form that a unit without applications fills in one step."""
        return self.zero_applications.sections if form.family == self.family else ()

    def sentences_for(self, form: Form, text_key: str) -> tuple[Sentence, ...]:
        """Return the sentences that a text of this form may take."""
        if form.family != self.family:
            return ()
        return tuple(one for one in self.sentences if one.text_key == text_key and one.fits(form))

    def sentence(self, sentence_id: str) -> Sentence:
        """Return one sentence; KeyError where there is none of that id."""
        for one in self.sentences:
            if one.id == sentence_id:
                return one
        raise KeyError(sentence_id)


@lru_cache(maxsize=1)
def load_guide() -> Guide:
    """Return the shipped guide."""
    return read(Guide, tomllib.loads(resources.text(FILE)))
