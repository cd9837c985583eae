"""What the engine's weights are called on page Metod och kvalitet."""

from twin.words import t


def weight_name(weight: str) -> str:
    """The weight in plain words; tests/test_quality_page.py holds that none is missing."""
    return {
        "evidence": t("hur väl källan stöder regeln"),
        "about": t("klimatmålet är vad initiativet handlar om"),
        "means": t("det digitala medlet är vad initiativet handlar om"),
        "thing": t("klimatsidan har det som regeln gäller"),
        "needed": t("klimatsidan frågar efter data"),
        "place": t("en kommun gemensam"),
        "area": t("medlet täcker hela området"),
        "organisation": t("en organisation med roll i båda"),
        "beginning": t("klimatsidan är inte beslutad eller upphandlad"),
        "unmet": t("klimatsidan saknar eget digitalt medel"),
        "past": t("avdrag för avslutat eller föråldrat"),
        "need": t("en siffra för platsen släpar"),
        "broad": t("avdrag för regel som bara är en förutsättning"),
        "what": t("samma teknik eller åtgärd"),
        "partly": t("den ena nämner det bara"),
        "asset": t("samma slags tillgång"),
        "theme": t("tema gemensamt"),
        "text_near": t("mycket lika ordval"),
        "text_some": t("något lika ordval"),
        "level": t("båda är lokala eller båda bredare"),
        "time": t("tider som sammanfaller"),
        "nature": t("avdrag där bara den ena är digital"),
        "shared_body": t("avdrag för gemensam organisation"),
    }[weight]
