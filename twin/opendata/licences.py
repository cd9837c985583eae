"""Under what terms a dataset goes out: our own words under the project's licence, the publishers' figures under theirs, row by row."""

from dataclasses import dataclass

from twin.opendata.declared import Dataset
from twin.opendata.reading import classes

OWN = "https://spdx.org/licenses/MIT"  # LICENSE and docs/DATA_LICENCES.md: our own words and codes are under the code's licence
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"  # of the catalogue's descriptions: DCAT-AP-SE asks for it


@dataclass(frozen=True)
class Terms:
    """The terms of one dataset. `uri` is '' where no single licence document exists: the rows then say it."""

    code: str
    uri: str
    title_sv: str
    title_en: str
    text_sv: str
    text_en: str


TERMS = {
    "own": Terms(
        "own", OWN, "MIT", "MIT",
        "Våra egna ord och koder, under projektets licens. Sidor som länkas till är deras ägares.",
        "Our own words and codes, under the project's licence. Pages that are linked to are their owners'.",
    ),
    "open": Terms(
        "open", "", "Öppen licens enligt varje rad", "Open licence as each row says",
        "Varje rad anger sin källas öppna licens i kolumnen licence. Ange utgivaren som källa; egna omräkningar ska inte tillskrivas utgivaren.",
        "Each row names the open licence of its source in the column licence. Name the publisher as source; what you work out yourself must not be ascribed to them.",
    ),
    "authority": Terms(
        "authority", "", "Offentlig uppgift från myndighet, ange källa", "Public-sector information, name the source",
        "Uppgifter från myndigheter som inte anger någon licens: offentlig information som får användas vidare. Ange utgivaren i kolumnen publisher som källa.",
        "Figures of authorities that state no licence: public-sector information that may be used further. Name the publisher in the column publisher as source.",
    ),
    "rows": Terms(
        "rows", "", "Licens enligt varje rad", "Licence as each row says",
        "Varje rad anger källans licens i kolumnen licence och dess klass i licence_class. Ange utgivaren som källa. Där ingen källa står är orden våra egna.",
        "Each row names the licence of its source in the column licence and its class in licence_class. Name the publisher as source. Where no source stands the words are our own.",
    ),
}  # fmt: skip


def terms(dataset: Dataset) -> Terms:
    """The terms of its rows: those of their one class, or row by row where classes are mixed."""
    found = classes(dataset)
    return TERMS[found[0]] if len(found) == 1 else TERMS["rows"]
