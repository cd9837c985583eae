"""Which code lists there are, which columns each has, and which schemes of tags use them."""

from twin.register.checks import like, one_of
from twin.register.sheets import Column, Sheet, maybe

CODE = Column("code", like(r"[a-z0-9]+(-[a-z0-9]+)*", "är ingen giltig kod", "skriv små bokstäver a–z, siffror och bindestreck"))
WORDS = (Column("name_sv"), Column("name_en"), Column("definition_sv"))
# Words that speak for the code (';' between, '*' is any ending), and what it is mistaken for.
SIGNALS = (Column("signals"), Column("confused_sv"))
CODE_LISTS = {  # schemes -> the list whose codes they use
    ("theme",): Sheet("themes.csv", (CODE, *WORDS, maybe("ned_sector"), maybe("sdg"), maybe("gpc"), maybe("cpr"), *SIGNALS), ("code",)),
    ("technology",): Sheet("technologies.csv", (CODE, *WORDS, Column("track", one_of("climate", "digital")), *SIGNALS), ("code",)),
    ("asset",): Sheet("assets.csv", (CODE, *WORDS, *SIGNALS), ("code",)),
    ("data_made", "data_needed"): Sheet("data_kinds.csv", (CODE, *WORDS, *SIGNALS), ("code",)),
    ("mechanism",): Sheet("mechanisms.csv", (CODE, *WORDS, Column("theme"), *SIGNALS), ("code",)),
}
