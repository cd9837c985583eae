"""The form's memory: what has been filled in so far, kept in the session beside the fields (which forget when their view is left), and the fields
themselves, each with a place under it where its fault is told."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ingest.workshop import KINDS, Draft, Guesses, Kind, Look, Plain, Value
from twin.words import t

HELD = "workshop"
TEXTS = ("key", "title", "publisher", "licence", "licence_class", "homepage", "track", "cadence", "limits", "method")
CHOSEN = ("url", "place", "period")
TRIED = "tried"


class Bench:
    """One form in the making. A cell's name is a field of Draft, 'option:NAME', or 'value:COLUMN:FIELD'."""

    def __init__(self) -> None:
        held = st.session_state.setdefault(HELD, {"n": 0, "cells": {}, "extra": {}})
        self.held: dict[str, Any] = held
        self.cells: dict[str, Any] = held["cells"]
        self.places: dict[str, DeltaGenerator] = {}
        self.fresh: set[str] = set()  # the fields filled in from elsewhere in this run

    def key(self, name: str) -> str:
        """A widget's key, of this form and no other."""
        return f"workshop-{self.held['n']}-{name}"

    def put(self, name: str, value: object) -> None:
        """Fills in a field from elsewhere. Before it is drawn."""
        self.cells[name] = value
        self.fresh.add(name)
        st.session_state[self.key(name)] = value

    def suggest(self, name: str, value: object) -> None:
        """Fills in a field that nobody has filled in."""
        if self.cells.get(name) in (None, "", [], ()):
            self.put(name, value)

    def clear(self) -> None:
        """An empty form."""
        for key in [key for key in st.session_state if str(key).startswith(self.key(""))]:
            del st.session_state[key]
        self.held.clear()
        self.cells = {}
        self.held.update(n=st.session_state.get("workshop-forms", 0) + 1, cells=self.cells, extra={})
        st.session_state["workshop-forms"] = self.held["n"]

    @property
    def kind(self) -> Kind:
        """The kind chosen, or the first."""
        return next((one for one in KINDS if one.key == self.cells.get("kind")), KINDS[0])

    @property
    def look(self) -> Look | None:
        """The last look at the answer, of the address that now stands in the form; None where there is none."""
        of, look = self.held.get("look", (None, None))
        return look if of == self.asked else None

    @property
    def asked(self) -> tuple[object, ...]:
        """What a look is a look at."""
        named = ("url", "option:kpis", "option:link_text", "option:link_href")
        return (self.kind.key, *(self.cells.get(name) or "" for name in named), self.held.get("file", ""))

    @property
    def options(self) -> dict[str, Plain]:
        """The options of the kind that have been chosen, with what the look found out beside them."""
        asks = {ask.name for ask in self.kind.asks} - {*CHOSEN}
        beside = {name: value for name, value in self.held["extra"].items() if name not in asks}
        own = {name: self.cells.get(f"option:{name}") for name in asks}
        return {**beside, **{name: _plain(value) for name, value in own.items() if value not in (None, "", [], {}, ())}}

    def draft(self) -> Draft:
        """The source as it stands in the form."""
        texts = {name: str(self.cells.get(name) or "").strip() for name in (*TEXTS, *CHOSEN)}
        texts = {name: text for name, text in texts.items() if text or name not in ("licence_class", "track", "cadence")}
        rows = (int(self.cells.get("row_count:least") or 0), int(self.cells.get("row_count:most") or 0))
        return Draft(kind=self.kind.key, options=self.options, values=tuple(map(self._value, self.columns)), row_count=rows, **texts)

    @property
    def columns(self) -> list[str]:
        """The columns chosen as values."""
        return list(self.cells.get("values") or [])

    def _value(self, column: str) -> Value:
        known = {f.name: self.cells.get(f"value:{column}:{f.name}") for f in fields(Value) if f.name != "field"}
        made = {name: value.strip() if isinstance(value, str) else value for name, value in known.items() if value is not None}
        return Value(**{"indicator": "", "unit": "", **made, "field": column})

    def load(self, draft: Draft) -> None:
        """A draft from elsewhere (a catalogue's proposal) into an empty form."""
        self.clear()
        for name in ("kind", *TEXTS, *CHOSEN):
            self.cells[name] = getattr(draft, name)
        self.cells |= {f"option:{name}": value for name, value in draft.options.items()}
        self.held["extra"] = dict(draft.options)
        self.cells["values"] = [value.field for value in draft.values]
        for value in draft.values:
            self.words(value)

    def words(self, value: Value) -> None:
        """What is known of a key figure before anybody has said anything."""
        for f in fields(Value):
            said = getattr(value, f.name)
            if f.name != "field" and said not in ("", None) and said != f.default:
                self.suggest(f"value:{value.field}:{f.name}", said)

    def settle(self) -> None:
        """Takes in what the last look guessed, before any field is drawn: what nobody has said otherwise."""
        guesses: Guesses | None = self.held.pop("guesses", None)
        if guesses is None:
            return
        before: Guesses | None = self.held.get("guessed")
        for name in ("place", "period", "values") if before else ():  # what was only guessed may be guessed anew
            if self.cells.get(name) in (getattr(before, name), list(getattr(before, name))):
                self.put(name, [] if name == "values" else None)
        self.held["extra"] = dict(guesses.options)
        for name, value in guesses.options.items():
            self.suggest(f"option:{name}", value)
        for name in ("place", "period", "publisher", "title"):
            if (said := getattr(guesses, name)) and not (name == "period" and self.cells.get("option:at")):
                self.suggest(name, said)
        self.suggest("values", list(guesses.values))
        self.held["guessed"] = guesses
        for value in guesses.words:
            self.words(value)

    # The fields

    def _start(self, name: str, **start: object) -> dict[str, object]:
        """The field's key, and what it starts with. The start is given at every run: a value that only the session had could be lost where a
        second run followed before the browser had drawn the first, and the field would come back as its first choice, or empty."""
        return {"key": self.key(name), **({} if name in self.fresh else start)}

    def _end(self, name: str, value: Any) -> Any:
        self.cells[name] = value
        self.places[name] = st.empty()
        return value

    def text(self, name: str, label: str, help: str = "", *, long: bool = False, placeholder: str = "") -> str:
        """A line or a few lines of text."""
        start = self._start(name, value=self.cells.get(name) or "")
        about: dict[str, Any] = {**start, "help": help or None, "placeholder": placeholder or None}
        return str(self._end(name, st.text_area(label, height=90, **about) if long else st.text_input(label, **about)) or "")

    def whole(self, name: str, label: str, help: str = "", default: int | None = None) -> None:
        """A whole number that is not negative, or none."""
        start: dict[str, Any] = self._start(name, value=self.cells.get(name, default))
        self._end(name, st.number_input(label, min_value=0, step=1, format="%d", help=help or None, **start))

    def number(self, name: str, label: str, help: str = "", default: float | None = None) -> None:
        """Any number, or none."""
        start: dict[str, Any] = self._start(name, value=self.cells.get(name, default))
        self._end(name, st.number_input(label, format="%g", help=help or None, **start))

    def one(
        self, name: str, label: str, options: Sequence[str], show: Callable[[str], str] = str, help: str = "", default: str | None = None,
        *, new: bool = False,
    ) -> str:  # fmt: skip
        """One of a list, or with `new` a word of one's own; what stands there already is kept in it. With a default there is always one."""
        now = self.cells.get(name)
        choices = [*options, *([now] if isinstance(now, str) and now and now not in options else [])]
        if default is not None and now not in choices:
            now = default
            self.fresh.discard(name)
            st.session_state.pop(self.key(name), None)
        start: dict[str, Any] = self._start(name, index=choices.index(now) if now in choices else None)
        empty: dict[str, Any] = {"accept_new_options": new} if default is None else {}
        drawn = st.selectbox(
            label, choices, format_func=show, help=help or None, placeholder=t("Välj"), **{"index": None, **empty, **start}
        )
        return str(self._end(name, drawn or ""))

    def many(self, name: str, label: str, options: Sequence[str], show: Callable[[str], str] = str, help: str = "") -> list[str]:
        """Any number of a list, or words of one's own."""
        now = [str(one) for one in self.cells.get(name) or ()]
        self.cells[name] = now
        start: dict[str, Any] = self._start(name, default=now)
        choices = list(dict.fromkeys([*options, *now, *(st.session_state.get(self.key(name)) or [])]))
        drawn = st.multiselect(label, choices, format_func=show, help=help or None, placeholder=t("Välj"), accept_new_options=True, **start)
        return list(self._end(name, list(drawn)))


def _plain(value: Any) -> Plain:
    return tuple(value) if isinstance(value, list) else value
