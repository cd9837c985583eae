"""The register of initiatives and organisations: read from the CSV files of one federation, checked whole, handed over as rows."""

from twin.register.faults import Fault, RegisterError
from twin.register.loading import load
from twin.register.tables import EDITORS, Initiative, Organisation, Register, Target, kind_of

__all__ = ["EDITORS", "Fault", "Initiative", "Organisation", "Register", "RegisterError", "Target", "kind_of", "load"]
