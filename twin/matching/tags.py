"""Tags that the words of a text propose, each with the words. A word with a longer, clearer signal around it goes to that one only."""

from twin.matching.taxonomy import Knowledge

SCHEMES = {
    "theme": "theme",
    "technology": "technology",
    "asset": "asset",
    "mechanism": "mechanism",
    "data_made": "data",
    "data_needed": "data",
}


def proposed(title: str, text: str, knowledge: Knowledge) -> dict[str, dict[str, str]]:
    """Scheme -> code -> the first words that signal it: a literal part of the title or the text, the title first."""
    found: dict[str, dict[str, str]] = {}
    small = title.lower(), text.lower()
    for scheme in ("theme", "technology", "asset", "mechanism", "data"):
        hits = {}
        for code in knowledge.codes[scheme].values():
            if words := code.find(title, small[0]) or code.find(text, small[1]):
                hits[code.code] = words
        found[scheme] = hits
    data = found.pop("data")
    digital = any(knowledge.codes["technology"][code].track == "digital" for code in found["technology"])
    found["data_made"] = data if digital else {}
    found["data_needed"] = data if found["mechanism"] else {}
    return found
