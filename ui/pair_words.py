"""How pairs, their grades and what people say of them are put in words and links: on page Samband and on others that point to it."""

from html import escape

from twin.words import t
from ui.shell import here

KEYS = (
    "vy",
    "sort",
    "lage",
    "kommun",
    "org",
    "niva",
    "tema",
    "teknik",
    "ror",
    "sida",
    "lang",
)  # of the address, for the choices that a reader has made
SORTS = {"synergi": "synergy", "overlapp": "overlap"}  # as in the address -> as in the warehouse


def pair_href(id_: str | None) -> str:
    """The address of one pair, from page Samband itself; None leads back to the list."""
    return here(KEYS, par=id_)


def sort_name(sort: str) -> str:
    """The two kinds of pairs, as tabs."""
    return {"synergi": t("Synergier"), "overlapp": t("Överlapp")}[sort]


def kind_name(kind: str) -> str:
    """One pair of the kind."""
    return {"synergy": t("Möjlig synergi"), "overlap": t("Möjligt överlapp")}[kind]


def grade_name(grade: str) -> str:
    """What a tier or grade means, in a few words."""
    return {
        "T1": t("samma tillgång, system eller data"),
        "T2": t("samma plats eller organisation"),
        "T3": t("bara regeln talar för"),
        "A": t("samma sak, och flera delar stämmer"),
        "B": t("samma eller närliggande sak"),
        "C": t("svag likhet"),
    }[grade]


def grade_help(grade: str) -> str:
    """What it takes to reach a tier or grade."""
    return {
        "T1": t(
            "En regel säger att det digitala kan stödja klimatåtgärden. Båda texterna nämner samma tillgång eller system, eller det ena ger data som det andra behöver."
        ),
        "T2": t("En regel gäller, och de två delar plats eller organisation. Såvitt är känt ligger de inte isär i tid."),
        "T3": t("En regel gäller, men inget annat i texterna knyter dem till varandra, eller så är ett av dem avslutat eller gammalt."),
        "A": t("Båda gör samma sak, och minst två av tre stämmer: tillgång, tema, ordval."),
        "B": t("Båda gör samma eller en närliggande sak, men färre delar stämmer."),
        "C": t(
            "Likheten är svag, ofta bara i ordval, eller så är minst ett av dem avslutat eller gammalt. Läs båda texterna innan du drar en slutsats."
        ),
    }[grade]


def state_name(state: str) -> str:
    """The states that a reader can ask for."""
    return {
        "ej-granskat": t("Ej granskade"),
        "bedomt": t("Bedömda"),
        "att-gora": t("Att samordna"),
        "avvisat": t("Avvisade"),
        "hallna": t("Hålls tillbaka"),
    }[state]


def verdict_help(verdict: str) -> str:
    """What follows from an answer."""
    return {
        "samordna": t("De bör tala med varandra. Paret går till uppföljningen, med nästa steg och datum."),
        "redan_samordnat": t("Förslaget stämmer men är redan gjort. Paret räknas som rätt och lämnar listan."),
        "relevant_ej_nu": t("Förslaget stämmer men tiden är inte inne. Paret räknas som rätt och lämnar listan."),
        "fel": t("De hör inte ihop. Paret döljs tills texten eller märkningen av något av dem har ändrats."),
        "osaker": t("Det går inte att avgöra. Paret lämnar listan och räknas varken som rätt eller fel."),
    }[verdict]


def reason_name(code: str) -> str:
    """Why a pair was judged as it was."""
    return {
        "annan_malgrupp": t("annan målgrupp"),
        "avslutat": t("avslutat"),
        "fel_tagg": t("fel märkning"),
        "fel_regel": t("regeln gäller inte"),
        "fel_plats": t("fel plats"),
        "dubblett": t("samma sak två gånger"),
        "annat": t("annat"),
    }[code]


def grade_mark(grade: str) -> str:
    """HTML: the letters in a frame, then the words."""
    return f'<span class="tt-grade">{grade}</span> {escape(grade_name(grade))}'
