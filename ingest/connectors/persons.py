"""Legal persons and private ones: nobody's name or number of their own may reach the product."""

import re

_VAT = re.compile(r"SE(\d{10})\d\d", re.I)
_DASHES = re.compile("[+\u2010-\u2015\u2212]")  # as people and typesetters write them; + where the person is a hundred
_LEGAL = re.compile(
    # not every word that begins with kommun and region: «kommunikation» is what many sole traders live by
    r"\b((kommun|region)(s|en|ens|er|ers|erna|ernas|al\w*|förbund\w*|styrelse\w*)?|"
    r"ab|aktiebolag\w*|a/s|as|oy|gmbh|ltd|plc|hb|kb|handelsbolag\w*|kommanditbolag\w*|landsting\w*|länsstyrelse\w*|myndighet\w*|"
    r"verk|universitet\w*|högskola\w*|institut\w*|stiftelse\w*|förening\w*|\w*förening(en)?|brf|ek\.? ?för\.?|ekonomisk\w*|ideell\w*|förbund\w*|"
    r"\w+förbund(et)?|församling\w*|pastorat\w*|samfund\w*|\w*samfällighet\w*|samfällighetsförening\w*|bolag\w*|\w+bolag(et)?|\w+verket|\w+styrelsen|"
    r"\w+kommun|\w+museum|\w+bank(en)?|sparbank\w*|kyrka\w*|svenska kyrkan|academy|university|institute|research|foundation|municipalit\w*|"
    r"county|agency|authority|association|federation|cooperative|limited|company|college)\b",
    re.I,
)


def organisation_number(text: str) -> tuple[str, bool]:
    """The number as 'NNNNNN-NNNN', and whether it is a private person's (month in its third and fourth digit), which is then not given."""
    text = _DASHES.sub("-", text)
    vat = _VAT.fullmatch(re.sub(r"\s", "", text))
    digits = vat[1] if vat else re.sub(r"\D", "", text)
    if len(digits) == 12 and digits.startswith(("16", "18", "19", "20")):
        digits = digits[2:]
    if len(digits) != 10 or not re.fullmatch(r"[\dSEse\s-]+", text.strip()):
        return "", False
    if digits[2] in "01":
        return "", True
    return f"{digits[:6]}-{digits[6:]}", False


def is_legal_person(name: str) -> bool:
    """Does the name carry the word of a legal form? A sole trader's name does not, and is then left out rather than guessed."""
    return bool(_LEGAL.search(name))
