"""The six kinds of program, each in a file of its own. What is special about a kind is asked here and nowhere else."""

from ..states import Kind
from .base import KindSpec, Lines
from .fmf import FMF
from .gscf import GSCF
from .imet import IMET
from .nadr import NADR
from .pko import PKO
from .title_ten import TITLE_TEN

SPECS: dict[str, KindSpec] = {
    Kind.FMF: FMF,
    Kind.IMET: IMET,
    Kind.PKO: PKO,
    Kind.NADR: NADR,
    Kind.GSCF: GSCF,
    Kind.TITLE_10: TITLE_TEN,
}
BY_SLUG: dict[str, KindSpec] = {spec.slug: spec for spec in SPECS.values()}


def of(kind: str) -> KindSpec:
    """The declaration of a kind. Raises KeyError for a word that is none."""
    return SPECS[kind]


def kinds_of_title(title: int) -> list[str]:
    """The kinds whose authority stands in that title of the U.S. Code: 22 or 10."""
    return [str(kind) for kind, spec in SPECS.items() if spec.title == title]


__all__ = ["BY_SLUG", "SPECS", "KindSpec", "Lines", "kinds_of_title", "of"]
