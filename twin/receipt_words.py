"""What a receipt says of how bytes came here and what may be done with them, in words for every form that shows one."""

from twin.words import t


def how_obtained(key: str) -> str:
    """How bytes came here, in words."""
    return {
        "direct": t("direkt från utgivaren"),
        "public_copy": t("ur en publik kopia av utgivarens fil"),
        "by_hand": t("inlämnad för hand"),
        "rebuilt": t("återskapad ur utgivarens värden i en publik kopia"),
    }[key]


def licence_class(key: str) -> str:
    """The licence class in words that say what may be done."""
    return {
        "open": t("öppen licens"),
        "authority": t("offentlig uppgift från myndighet; ange källa"),
        "private": t("privat utgivare utan angiven licens: visas, men följer inte med i nedladdningar"),
    }[key]
