"""The sections of page Metod och kvalitet about what is owed to readers and publishers: licences, accessibility, personal data."""

from collections.abc import Sequence
from html import escape

from twin.questions.sources import Source, sources
from twin.receipt_words import licence_class
from twin.warehouse import meta
from twin.words import language, stored, t
from ui.method import capital, points, prose
from ui.tables import Column, table
from ui.theme import link, small


def licences() -> None:
    """Sources by licence class, and what each class allows."""
    rows: Sequence[Source] = sources()
    columns = [
        Column(t("Källa"), lambda row: row, html=lambda row: link(row.homepage, stored(row.title)), screen_only=True),
        Column(t("Källa"), lambda row: stored(row.title), csv_only=True),
        Column(t("Utgivare"), "publisher"),
        Column(t("Licens"), "licence", show=stored),
        Column(t("Klass"), "licence_class", show=lambda one: capital(licence_class(one))),
        Column(t("Adress"), "homepage", csv_only=True),
    ]
    table(rows, columns, "licenser", t("Licens i utgivarens ord, och den klass som styr vad som får lämnas vidare."), stack=True)
    href = "oppna-data" if language() == "sv" else "oppna-data?lang=en"
    small(t("Allt som får lämnas vidare finns som {link}.", link=f'<a href="{href}" target="_self">{escape(t("öppna data"))}</a>'))


def accessibility() -> None:
    """The accessibility statement: what holds, how it was tested, what does not hold, whom to tell."""
    prose(
        t("Sidorna ska följa EN 301 549 och WCAG 2.2 på nivå AA, som lagen om tillgänglighet till digital offentlig service kräver av kommuner."),
        t("Bedömningen är vår egen. Varje sida prövas automatiskt med axe vid varje ändring, i tre bredder, utan undantag, och ska ge noll fel. Sidorna går att använda med bara tangentbord. Ingen person med skärmläsare och ingen utomstående har prövat dem ännu."),
    )  # fmt: skip
    points(
        t("<strong>Bilder.</strong> Diagram och karta har ett namn, och samma siffror står i en tabell på sidan. Enskilda punkter i ett diagram går inte att nå med tangentbord; tabellen ersätter dem."),
        t("<strong>Färg.</strong> Klimat och digitalt skiljs också av form: rund och romb. Inget hänger på färg ensam."),
        t("<strong>Språk.</strong> Registrets texter finns bara på svenska och är märkta så på den engelska sidan. Några ord i ramverkets egna knappar är på engelska."),
        t("<strong>Små skärmar.</strong> Breda tabeller rullas i sidled i en egen ruta som går att nå med tangentbord."),
    )  # fmt: skip
    prose(t("Hittar du något som inte går att använda? Säg det till {coordinator}, som svarar för sidorna. Du kan också vända dig till tillsynsmyndigheten för digital offentlig service.", coordinator=meta()["coordinator"]))  # fmt: skip


def privacy() -> None:
    """Personal data and cookies."""
    points(
        t("Inga uppgifter om privatpersoner finns i registret eller siffrorna. Organisationer nämns, personer inte."),
        t("Ingen statistik förs över besök, och ingenting hämtas från andra webbplatser när en sida visas."),
        t("En kaka sätts, den som skyddar formulär mot förfalskade anrop. Den innehåller inget om dig och försvinner när webbläsaren stängs. Webbläsaren minns dessutom om menyn är öppen."),
    )  # fmt: skip
