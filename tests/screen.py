"""All that a page run puts on screen, as one text: titles, tables, links, charts' labels. For tests about words, not about looks."""

from google.protobuf.text_format import MessageToString
from streamlit.testing.v1 import AppTest


def everything(app: AppTest) -> str:
    """Every element of the last run, sidebar included, with its attributes (a chart's JSON, a table's bytes are told apart by tables())."""
    return "\n".join(MessageToString(element.proto, as_utf8=True) for block in (app.main, app.sidebar) for element in _leaves(block))


def _leaves(block):
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _leaves(child)
        elif getattr(child, "proto", None) is not None:
            yield child
