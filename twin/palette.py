"""The colours, few and the same everywhere. Each track has a shape of its own too, so that nothing hangs on colour alone.

Every text colour has at least 4.5:1 on paper and on ground (a test computes it). Climate and digital, and the two ends of rise_fall, stay far
apart (CIE76 over 40) when protanopia, deuteranopia and tritanopia are simulated with the matrices of Machado et al. 2009, except tritanopia for
climate and digital, where the shape tells them apart.
"""

INK = "#17211F"
MUTED = "#55625E"
LINE = "#D5DCD9"
PAPER = "#FFFFFF"
GROUND = "#F4F6F5"
BRAND = "#0B4F5C"

CLIMATE = "#0A6B50"
DIGITAL = "#5B3FA8"
BOTH = "#3D4A48"  # an initiative on both tracks carries both shapes
CONTEXT = "#55625E"
TRACK = {"climate": CLIMATE, "digital": DIGITAL, "both": BOTH, "context": CONTEXT}
SHAPE = {"climate": "●", "digital": "◆", "both": "●◆", "context": "■"}
MARKER = {"climate": "circle", "digital": "diamond", "both": "star-diamond", "context": "square"}  # plotly's names

ALARM = "#A3341F"
WARN = "#7A5200"

# What stands behind or beside the thing that is looked at.
GRID = "#E8ECEA"
QUIET = "#C3CCC9"  # lines that are only there to compare with
FAINT = "#9AA7A3"  # the same where they are thin
POINT = "#4F7F88"  # things on the map that belong to no track
COUNTY = "#6B7773"
COUNTRY = "#98A39F"
PARTS = ("#0A6B50", "#7DB9A4", "#CFE5DC")  # of a change, the largest first; the rest are QUIET

# Scales end before dark text on them falls under 4.5:1.
QUANTITY = ("#EEF2F1", "#86AAB0")
RISE_FALL = ("#7FA8D9", "#F3F1EC", "#E0995C")  # falls blue, nothing changed, rises orange: told apart by the colour blind
NEIGHBOUR = "#ECEEEC"


def variables(*names: str) -> str:
    """Colours as CSS custom properties: '--ink: #17211F; …'."""
    return " ".join(f"--{name.lower()}: {globals()[name]};" for name in names)
