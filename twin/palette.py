"""The colours, few and the same everywhere. Each track has a shape of its own too, so that nothing hangs on colour alone.

Checked for contrast on white (WCAG 2.2 AA, 4.5:1 for text): climate 6.4, digital 7.4, ink 16, muted 6.0, alarm 6.5.
Climate and digital differ in hue for all three kinds of colour blindness: a yellow-green against a blue-violet.
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

GOOD = "#0A6B50"
ALARM = "#A3341F"
WARN = "#7A5200"

# Scales end before dark text on them falls under 4.5:1.
QUANTITY = ("#EEF2F1", "#86AAB0")
RISE_FALL = ("#7FA8D9", "#F3F1EC", "#E0995C")  # falls blue, nothing changed, rises orange: told apart by the colour blind
NEIGHBOUR = "#ECEEEC"
