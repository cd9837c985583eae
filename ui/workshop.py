"""How a source is added."""

from twin.words import t
from ui.theme import note


def draw() -> None:
    """The way by a file of one's own."""
    note(
        t(
            "En källa är en fil på ungefär femton rader i <strong>ingest/sources</strong>. Skriv <strong>python -m ingest new NYCKEL</strong>, fyll i utgivare, "
            "licens och nyckeltal, kör <strong>python -m ingest check NYCKEL</strong>. Proven kommer av sig själva. Hela vägen står i CONTRIBUTING.md."
        )
    )
