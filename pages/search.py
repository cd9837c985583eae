"""Sök: one question over everything that has a page, in the address (?q=)."""

from twin.questions.search import search
from twin.words import t
from ui import findings
from ui.filters import text
from ui.shell import page

page(t("Sök"))
question = text(t("Sök efter"), "q", placeholder=t("initiativ, nyckeltal, källor …")).strip()
if question:
    findings.results(question, search(question))
else:
    findings.help_text()
