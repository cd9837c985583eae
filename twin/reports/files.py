"""The forms that a brief is written in, and writing them to a folder; in a module of its own, since other processes do it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from twin.reports import html, pdf, slides, text
from twin.reports.content import brief
from twin.reports.model import Brief
from twin.words import speak
from twin.workspace import Verdict

FORMS: Mapping[str, Callable[[Brief], bytes]] = {
    "pdf": pdf.pdf,
    "pptx": slides.slides,
    "html": lambda one: html.page(one).encode(),
    "txt": lambda one: text.text(one).encode(),
}
MEDIA = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
    "txt": "text/plain",
}


@dataclass(frozen=True)
class Task:
    """One place's brief in one language, in these forms, with the verdicts that are in force."""

    place: str
    language: str
    forms: tuple[str, ...]
    folder: Path
    verdicts: Mapping[str, Verdict]


def write(task: Task) -> list[Path]:
    """Writes the files and gives their names; each is whole or not there. Raises as `brief` does, and OSError."""
    speak(task.language)
    made = brief(task.place, task.verdicts)
    files = []
    for form in task.forms:
        file = task.folder / f"{task.place}-{task.language}.{form}"
        part = file.with_name(f"{file.name}.part")
        part.write_bytes(FORMS[form](made))
        part.replace(file)
        files.append(file)
    return files
