"""What the catalogue says of one rule. It is loaded when something is found."""

from dataclasses import dataclass
from typing import Literal

from nianbao.checks.findings import Severity
from nianbao.formats.grounds.sources import labels
from nianbao.formats.grounds.statements import Grounded, Said
from nianbao.formats.registry import Form, all_identities


@dataclass(frozen=True, kw_only=True)
class RuleInfo(Grounded):
    """What a clerk is told about a rule; ``source`` is its ground."""

    id: str
    severity: Severity
    title: str
    advice: str
    override: bool = False
    """Whether an error may be set aside with a written reason; warnings always may."""
    local: bool = False
    """Whether the rule comes from local review notices only."""
    help: Said = ()
    """How the program reads it, and what else there is to know."""
    group: str = ""
    """What the rule is about, by the file that its words stand in: arithmetic, texts, years …"""
    family: str = ""
    """The family of forms that the rule is about; empty where it is about every form."""
    cells: tuple[str, ...] = ()
    """The cells that the rule looks at, where it looks at certain cells of certain forms."""
    from_year: int = 0
    """The first report year that the rule is about."""
    needs_last_year: bool = False
    """Whether the rule compares with last year's report."""
    about_blanks: bool = False
    """Whether the rule speaks of cells that are not filled in yet."""
    asked_at_export: bool = False
    """Whether the export asks about it itself, so that it is not counted among what is left."""
    due: bool = False
    """Whether the last cell of a finding should hold what stands at the finding's right side."""
    command: str = ""
    """The id of the window's command that does what the rule asks for."""
    command_words: str = ""
    """What its button says."""
    clears: str = ""
    """The fact of the report that one step takes back, where the clerk has seen to it."""
    clears_words: str = ""
    """What its button says."""
    sentences: str = ""
    """The group of standard sentences one of which a text lacks, where the rule speaks up."""
    record: Literal["result", "repetition", "nothing"] = "result"
    """What the 审核情况表 says where nothing was found: the result; with it how much of each section
    is repeated; or no line at all, for a rule that is only help."""

    @property
    def can_be_set_aside(self) -> bool:
        """Whether a clerk may set a finding of this rule aside with a reason."""
        return self.override or self.severity is not Severity.ERROR

    def basis_for(self, document: str) -> str:
        """Return the ground in a clerk's words, for a form that ``document`` prescribes."""
        return labels(self.source, document)

    def is_about(self, form: Form) -> bool:
        """Whether the rule has anything to look at in reports of a form.

        An identity is about the forms that declare it.
        """
        if self.id in all_identities():
            return self.id in form.identities
        return self.is_about_family_of(form)

    def is_about_family_of(self, form: Form) -> bool:
        """Whether the rule is about the report that a form is a form of."""
        return not self.family or self.family == form.family
