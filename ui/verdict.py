"""Judging a pair: one click for the answer, a second for why, and a way back. What is said is kept in the workspace at once."""

from html import escape

import streamlit as st

from twin.matching import MODEL
from twin.questions.pair_list import Shown, changed, state
from twin.questions.suggestions import Suggestion
from twin.words import moment, t
from twin.workspace import REASONS, VERDICTS, Pair, Verdict, WorkspaceError, role_name, verdict_name, workspace
from ui.access import actor, may_write
from ui.pair_words import pair_href, reason_name
from ui.pairs import names
from ui.shell import here
from ui.theme import note, small

KEPT = "pairs_kept"  # pairs that stay where they are on the list though they have just been judged
TOLD = "pairs_told"  # what went wrong with a click, by pair, until it has been shown


def state_html(one: Suggestion, verdict: Verdict | None) -> str:
    """HTML: 'förslag, ej granskat', or what was said, by which role and when; and that the pair has changed since."""
    if verdict is None:
        return f'<span class="tt-unseen">{escape(t("förslag, ej granskat"))}</span>'
    if state(one, verdict) == "ej-granskat":
        again = t("texten eller märkningen har ändrats sedan paret avvisades {when}", when=moment(verdict.at))
        return f'<span class="tt-unseen">{escape(t("förslag, ej granskat"))}</span> · {escape(again)}'
    tone = {"fel": "bad", "osaker": "warn", "samordna": "good", "redan_samordnat": "good"}.get(verdict.verdict, "calm")
    said = f'<span class="tt-state tt-judged {tone}">{escape(t("Bedömt"))}: {escape(verdict_name(verdict.verdict))}</span>'
    if verdict.reason_code:
        said += f" ({escape(reason_name(verdict.reason_code))})"
    later = f" · {escape(t('texten eller märkningen har ändrats sedan dess'))}" if changed(one, verdict) else ""
    return f"{said} · {escape(role_name(verdict.role))}, {escape(moment(verdict.at))}{later}"


def draw(entry: Shown, rank: int, verdict: Verdict | None, *, whole: bool = True) -> None:
    """The buttons that fit the pair's state; none where this reader may only look. `whole` offers the way to the pair's own page."""
    one = entry.suggestion
    if told := st.session_state.get(TOLD, {}).pop(one.id, None):
        note(f'<span role="alert">{escape(told)}</span>')
    judged = verdict if verdict and state(one, verdict) != "ej-granskat" else None
    # Two boxes in a row, in every state: where the keyboard stood in the first, the next Tab leads into the second.
    with st.container(key=f"judge-{one.id}", horizontal=True, gap="xsmall", vertical_alignment="center"):
        with st.container(horizontal=True, gap="xsmall", width="content", vertical_alignment="center"):
            if judged and may_write():
                saved = escape(t("Sparat: {answer}", answer=verdict_name(judged.verdict)))
                st.html(f'<p class="tt-saved" role="status">✓ {saved}</p>', width="content")
            elif not judged and may_write():
                _buttons(entry, rank, verdict)
        with st.container(horizontal=True, gap="xsmall", width="content", vertical_alignment="center"):
            if judged:
                _onward(one, judged)
            if whole:
                _link(pair_href(one.id), t("Öppna paret"), one)
    if judged:
        _why_so(entry, rank, judged)


def _buttons(entry: Shown, rank: int, verdict: Verdict | None) -> None:
    for answer in VERDICTS:
        key = f"{answer}-{entry.suggestion.id}"
        st.button(_named(verdict_name(answer), entry.suggestion), key=key, on_click=_judge, args=(entry, rank, answer, verdict))


def _onward(one: Suggestion, verdict: Verdict) -> None:
    """The way back, and the way on where there is one."""
    if may_write():
        st.button(_named(t("Ångra"), one), key=f"undo-{verdict.id}", on_click=_undo, args=(one.id, verdict))
    if verdict.verdict == "samordna":
        _link(here(("lang",), vy="att-gora"), t("Till uppföljningen"), one)


def _link(href: str, text: str, one: Suggestion) -> None:
    """A plain link: on one and the same page Streamlit's own would not change the address."""
    hidden = f'<span class="tt-hidden"> – {escape(names(one))}</span>'
    st.html(f'<a class="tt-go" href="{escape(href)}" target="_self">{escape(text)}{hidden}</a>', width="content")


def _why_so(entry: Shown, rank: int, verdict: Verdict) -> None:
    """The comment; the reason, which is asked for where the pair was found wrong, but nothing waits for it."""
    one = entry.suggestion
    if verdict.comment:
        small(escape(t("Kommentar: {comment}", comment=verdict.comment)))
    if not may_write():
        return
    if verdict.verdict == "fel" and not verdict.reason_code:
        asked = f"why-{verdict.id}"
        told = (entry, rank, verdict, asked)
        st.pills(t("Vad är fel? (frivilligt)"), REASONS, format_func=reason_name, key=asked, on_change=_why, args=told)
    with st.expander(_named(t("Skäl och kommentar"), one), key=f"judge-more-{one.id}"):
        _form(entry, rank, verdict)


def _form(entry: Shown, rank: int, verdict: Verdict) -> None:
    with st.form(f"form-{verdict.id}", border=False):
        chosen = REASONS.index(verdict.reason_code) if verdict.reason_code else None
        code = st.selectbox(t("Skäl"), REASONS, index=chosen, format_func=reason_name, placeholder=t("Välj"), key=f"code-{verdict.id}")
        comment = st.text_area(t("Kommentar"), verdict.comment, key=f"comment-{verdict.id}")
        small(escape(t("Skriv roller, inga personnamn.")))
        if st.form_submit_button(t("Spara")):
            _add(entry, rank, verdict, code, comment)
            st.rerun()


def _named(label: str, one: Suggestion) -> str:
    return heard(label, names(one))


def heard(label: str, about: str) -> str:
    """A button's label with what it is about, which is heard but not seen (theme.css, under keys that begin 'judge'): many cards have the same buttons."""
    for sign in "\\`*_{}[]()#+-.!:$|~<>":
        about = about.replace(sign, f"\\{sign}")
    return f"{label} *– {about}*"


def keep(id_: str) -> None:
    """The pair stays on the list until the reader asks for another list."""
    st.session_state.setdefault(KEPT, set()).add(id_)


def _tell(id_: str, error: Exception) -> None:
    st.session_state.setdefault(TOLD, {})[id_] = str(error)


def _judge(entry: Shown, rank: int, verdict: str, before: Verdict | None, reason: str | None = None, comment: str = "") -> None:
    """Stores what is said, unless somebody else has spoken since the card was drawn: `before` is what the reader saw."""
    one = entry.suggestion
    rule = one.rule.id if one.rule else None
    pair = Pair(one.id, one.kind, one.a.id, one.b.id, one.grade, rule, one.features_hash, rank or None, entry.explored, MODEL)
    keep(one.id)
    try:
        workspace().judge(actor(), pair, verdict, reason, comment, seen=before.id if before else None)
    except WorkspaceError as error:
        _tell(one.id, error)


def _add(entry: Shown, rank: int, verdict: Verdict, reason: str | None, comment: str) -> None:
    """Says the same with a reason. The bare answer is taken back, so that 'Ångra' undoes both at once."""
    _judge(entry, rank, verdict.verdict, verdict, reason, comment)
    if entry.suggestion.id not in st.session_state.get(TOLD, {}):
        _undo(entry.suggestion.id, verdict)


def _why(entry: Shown, rank: int, verdict: Verdict, asked: str) -> None:
    _add(entry, rank, verdict, st.session_state[asked], verdict.comment)


def _undo(id_: str, verdict: Verdict) -> None:
    keep(id_)
    try:
        workspace().withdraw(actor(), verdict.id)
    except WorkspaceError as error:
        _tell(id_, error)
