"""Källor: every source with its state, age and licence; what releases have changed; what was set aside or corrected; how to add a source."""

from twin.words import t
from ui import revisions, source_faults, source_list, workshop
from ui.filters import choose
from ui.shell import page

VIEWS = {
    "kallor": source_list.draw,
    "andringar": revisions.draw,
    "avvikelser": source_faults.draw,
    "ny": workshop.draw,
}


def name(view: str) -> str:
    """The tabs."""
    return {
        "kallor": t("Alla källor"),
        "andringar": t("Ändrade siffror"),
        "avvikelser": t("Avvikelser"),
        "ny": t("Lägg till en källa"),
    }[view]


page(t("Källor"))
VIEWS[choose(t("Visa"), list(VIEWS), "vy", "kallor", name, label_visibility="collapsed")]()
