"""How a figure went from one period to the next, said the same way wherever it is said."""

from twin.questions.series import Change, how_together
from twin.words import signed, signed_percent, t, unit


def step_text(change: Change, unit_text: str, decimals: int) -> str:
    """'+9,8 %'; for shares the difference in percentage points; for points and steps, and from nought, the difference in the figure's unit."""
    if unit_text == "%":
        one = abs(round(change.difference, decimals)) == 1 and not decimals
        shown = signed(change.difference, decimals)
        return t("{n} procentenhet", n=shown) if one else t("{n} procentenheter", n=shown)
    if how_together(unit_text) == "apart" or not change.before.value:
        return f"{signed(change.difference, decimals)} {unit(unit_text)}"
    return signed_percent(change.percent)
