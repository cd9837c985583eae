"""Källor."""

from twin.words import t
from ui.shell import page

page(t("Källor"))
