"""Kinds of events, and what there is to be told of each: facts, each in several wordings that put the same thing.

A wording is a clause in the language of ``grammar``. Its slots are drawn once a story, so all wordings of a fact share names
and figures; choices in brackets are drawn at every telling.
"""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of event. ``thing`` names what it is about, ``happened`` what befell it; each fact is a tuple of wordings."""

    name: str
    thing: tuple[str, ...]
    bodies: tuple[str, ...]
    roles: tuple[str, ...]
    headline: tuple[str, ...]
    toll: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]


KINDS = (
    Kind(
        "flood",
        ("the {name1} dyke", "the {name1} weir", "the {name1} embankment", "the dam at {name1}"),
        ("{town} Water Board", "{name2} River Authority", "{town} Rescue Service", "{country} Waterways Ministry"),
        ("chief engineer", "head of operations", "lock keeper", "flood warden", "deputy mayor", "hydrologist", "farmer"),
        (
            "{Thing} gives way as flood reaches {town}",
            "{n_dead} dead in {town} after {thing} breaks",
            "Flood water pours into {town}",
        ),
        (
            "{n} people [died|were killed|lost their lives|drowned] when {thing} [gave way|burst|broke]",
            "the [breach of|break in] {thing} [killed|cost the lives of] {n} people",
            "{n} people [were dead|had died|had drowned] after {thing} [failed|collapsed]",
        ),
        (
            (
                "a [rotten|decayed] gate at {name3} had [let the river through|not held]",
                "the river [came|broke] in at {name3} [by|through] a [rotten|decayed] gate",
                "the water [entered|got in] through {name3}, where a gate [was rotten|had decayed]",
            ),
            (
                "a {name2} [letter|report] of {month1} had [warned|given warning] about {thing}",
                "[doubts|fears] about {thing} were [written|set] down by {name2} in {month1}",
                "{thing} was [called|described as] unsafe by {name2} in {month1}",
            ),
            (
                "{thing} will be [rebuilt|raised again] in {stone} at a cost of {m} million crowns",
                "[new|more] {stone} for {m} million crowns [is|will be] put where {thing} was",
                "the [plan|intention] is to put up {stone} where {thing} stood, for {m} million crowns",
            ),
            (
                "the sluice at {name4} was [kept shut|not opened] [to spare|in order to protect] the {crop} harvest",
                "[to save|for the sake of] the {crop} fields, {name4} kept its sluice [shut|closed]",
                "the {name4} sluice [stayed|remained] closed because of the {crop} [crop|harvest]",
            ),
        ),
        (
            "sluice",
            "culvert",
            "sandbag",
            "towpath",
            "meadow",
            "pump",
            "gauge",
            "millrace",
            "ditch",
            "spillway",
            "cofferdam",
            "jetty",
        ),
    ),
    Kind(
        "strike",
        ("the {name1} foundry", "the {name1} tram works", "the {name1} shipyard", "the {name1} glassworks"),
        ("{name2} {craft} Workers’ Union", "{name2} Holdings", "{town} Labour Office", "{name1} Works Council"),
        (
            "shop steward",
            "general secretary",
            "personnel director",
            "mediator",
            "night-shift foreman",
            "spokeswoman",
            "apprentice",
        ),
        ("Walkout halts {thing}", "Strikers shut {thing} in {town}", "{n_dead} jobs at risk as {thing} stands still"),
        (
            "{n} workers [have walked out|have downed tools|are on strike] at {thing}",
            "the [walkout|strike] at {thing} has been joined by {n} workers",
            "{n} workers [stayed away from|did not come to] {thing} [this week|from Monday on]",
        ),
        (
            (
                "the {name3} line [will be|is] [closed|shut] and [goes|moves] to {name4}",
                "[work on|production of] the {name3} line [goes|will go] to {name4}",
                "{name4} is to [get|receive] the {name3} line",
            ),
            (
                "{name1} wages have not [risen|gone up] since {month1}, [although|even though] {crop} orders doubled",
                "[despite|with] twice the {crop} orders, {name1} pay [has stood still|was frozen] from {month1} on",
                "twice the {crop} orders brought {name1} [no rise|no higher wage] after {month1}",
            ),
            (
                "an offer of {m} per cent was [turned down|rejected] [at|in] {name2}",
                "{m} per cent more was [not enough|too little] at {name2}",
                "the {name2} ballot [refused|went against] a rise of {m} per cent",
            ),
            (
                "{stone} blocks were [dropped|piled up] in front of the {name4} gate [by hired men|by agency men]",
                "hired men [barred|blocked] the {name4} gate with {stone}",
                "the {name4} gate was [made impassable|blocked] with {stone}, and hired men [had done it|did it]",
            ),
        ),
        (
            "furnace",
            "lathe",
            "picket",
            "canteen",
            "roster",
            "overtime",
            "payslip",
            "mould",
            "forklift",
            "timecard",
            "crucible",
            "banner",
        ),
    ),
    Kind(
        "trial",
        ("the {name1} affair", "the {name1} inheritance", "the {name1} fraud", "the {name1} forgeries"),
        ("{town} District Court", "{country} Prosecutor’s Office", "{name2} Bank", "{town} Chamber of Notaries"),
        ("presiding judge", "defence lawyer", "state prosecutor", "expert witness", "former cashier", "court clerk", "juror"),
        ("Verdict expected in {thing}", "Witness shakes court in {thing}", "{town} court hears of {thing}"),
        (
            "{n} [people|savers] were [cheated|defrauded|robbed] in {thing}",
            "{thing} had {n} victims",
            "the savings of {n} people [vanished|disappeared] in {thing}",
        ),
        (
            (
                "the [signature|handwriting] on the {name3} deed was [forged|faked]",
                "somebody [forged|faked] the {name3} deed",
                "the deed from {name3} [does not bear|is not signed with] a [real|true] signature",
            ),
            (
                "{m} million crowns [were carried|went] to {name2} in {crop} crates in {month1}",
                "crates of {crop} [hid|concealed] {m} million crowns that [left|went] for {name2} in {month1}",
                "in {month1} {m} million crowns [went|were taken] to {name2} under {crop}",
            ),
            (
                "{name2} files were [burnt|destroyed] at {name4} in a {stone} kiln",
                "a {stone} kiln at {name4} [consumed|swallowed] the {name2} files",
                "at {name4} [somebody|a man] put {name2} files [into|in] a {stone} kiln",
            ),
            (
                "the auditor [was paid|took money] to [look away|keep silent] about {name3}",
                "money [kept the auditor quiet|bought the auditor’s silence] [over|about] {name3}",
                "the auditor’s silence on {name3} was [bought|paid for]",
            ),
        ),
        (
            "ledger",
            "affidavit",
            "exhibit",
            "docket",
            "gavel",
            "verdict",
            "summons",
            "courtroom",
            "seal",
            "testimony",
            "notary",
            "deed",
        ),
    ),
    Kind(
        "outbreak",
        ("the {name1} fever", "the outbreak at {name1}", "the {name1} cough", "the sickness at {name1}"),
        ("{town} Health Office", "St {name2} Hospital", "{country} Infection Institute", "{name1} Dairy"),
        (
            "chief physician",
            "epidemiologist",
            "ward sister",
            "school doctor",
            "veterinary officer",
            "headmaster",
            "laboratory head",
        ),
        ("{town} closes schools over {thing}", "Doctors trace {thing} to dairy", "{n_dead} ill as {thing} spreads"),
        (
            "{n} people [fell ill|were taken ill|caught it] in {thing}",
            "{thing} has [infected|struck] {n} people",
            "{n} patients [were counted|are known] in {thing}",
        ),
        (
            (
                "{crop} from {name3} [carried|was contaminated with] the germ",
                "the germ was [found|detected] in {crop} that [came|was delivered] from {name3}",
                "what made people ill was {crop} [sold|delivered] by a farm at {name3}",
            ),
            (
                "a {name2} laboratory had [found|seen] the germ in {month1} and [told|informed] nobody",
                "nobody [heard|learned] that {name2} chemists [came upon|detected] the germ in {month1}",
                "the germ was [known|found] in {month1}, but {name2} chemists [kept it to themselves|kept silent]",
            ),
            (
                "{m} million doses are [bought|ordered] from {name4}",
                "a maker at {name4} [will supply|is to deliver] {m} million doses",
                "{name4} has an order for {m} million doses",
            ),
            (
                "water from the {stone} well at {name4} [must not|should not] be drunk",
                "nobody should [touch|use] the water of the {stone} well at {name4}",
                "the well of {stone} at {name4} is [no longer safe|unsafe]",
            ),
        ),
        (
            "ward",
            "vaccine",
            "thermometer",
            "swab",
            "isolation",
            "syringe",
            "laboratory",
            "stretcher",
            "clinic",
            "churn",
            "mask",
            "ventilator",
        ),
    ),
    Kind(
        "election",
        ("the {name1} by-election", "the vote in {name1}", "the {name1} ballot", "the {name1} recount"),
        ("{country} Electoral Commission", "{craft} Party", "{name2} Alliance", "{town} Town Council"),
        ("returning officer", "party chairwoman", "polling clerk", "candidate", "campaign manager", "pollster", "observer"),
        ("Recount ordered in {town}", "{thing} turns on a handful of votes", "Parties quarrel over {thing}"),
        (
            "{n} ballots were [missing|not accounted for|lost] in {thing}",
            "{thing} [was short of|lacked] {n} ballots",
            "the count of {thing} [came out|ended] {n} ballots too low",
        ),
        (
            (
                "boxes from {name3} were [opened|broken open] near {name4}",
                "somebody [opened|got into] the {name3} boxes before they [reached|came to] {name4}",
                "the {name3} boxes [arrived|came in] at {name4} with broken seals",
            ),
            (
                "{m} million crowns came from {name2}, who trades in {crop}, in {month1}",
                "{name2}, a {crop} trader, [gave|handed over] {m} million crowns in {month1}",
                "in {month1} {name2}, who [sells|deals in] {crop}, [gave|paid] {m} million crowns",
            ),
            (
                "the vote at {name4} [will be|is to be] held again in the {stone} hall",
                "{name4} is to vote [again|twice], in [a|the] {stone} hall",
                "the {stone} hall at {name4} will see a second vote",
            ),
            (
                "dead people [stood|were kept] on the {name3} register",
                "the {name3} register [listed|held] people who had died",
                "{name3} [let dead people vote|allowed dead people to vote]",
            ),
        ),
        (
            "ballot",
            "turnout",
            "register",
            "leaflet",
            "hustings",
            "recount",
            "poster",
            "precinct",
            "manifesto",
            "tally",
            "mandate",
            "lectern",
        ),
    ),
    Kind(
        "takeover",
        ("the sale of {name1} Mills", "the {name1} merger", "the bid for {name1} Brewery", "the {name1} takeover"),
        ("{name2} Capital", "{name1} Brothers", "{country} Competition Office", "{town} Chamber of Commerce"),
        (
            "chief executive",
            "finance director",
            "minority shareholder",
            "banker",
            "union delegate",
            "analyst",
            "founder’s daughter",
        ),
        ("{name2} Capital bids for {name1}", "Shareholders split over {thing}", "{thing} on the brink"),
        (
            "{n} jobs [go|vanish|end] with {thing}",
            "{thing} [costs|will cost] {n} jobs",
            "{n} people [lose work|are dismissed] after {thing}",
        ),
        (
            (
                "the {name3} plant [will|may] [soon|quickly] be [sold on|sold again]",
                "the {name3} plant [may|could] [soon|quickly] have another owner",
                "{name3} plant [will change|is to change] hands [once more|again]",
            ),
            (
                "the {name1} accounts of {month1} [hid|omitted] {m} million crowns of debt",
                "debts of {m} million crowns were [concealed|not shown] by {name1} in {month1}",
                "what {name1} [published|put out] in {month1} lacked {m} million crowns of debt",
            ),
            (
                "the buyer [offered|promised] {crop} suppliers at {name4} a longer contract",
                "suppliers of {crop} at {name4} [were offered|got the promise of] longer contracts",
                "growers of {crop} at {name4} [were|are] sure of longer contracts",
            ),
            (
                "the {stone} head office in {town} will [be turned into|become] flats",
                "flats [are planned|will be made] in the {stone} head office at {town}",
                "the {town} head office, of {stone}, [is to be|will be] [let|sold] as flats",
            ),
        ),
        (
            "share",
            "dividend",
            "balance",
            "invoice",
            "auditor",
            "prospectus",
            "stake",
            "warehouse",
            "loan",
            "patent",
            "brand",
            "boardroom",
        ),
    ),
    Kind(
        "accident",
        ("the {name1} cable car", "the night train to {name1}", "the {name1} ferry", "the {name1} bus"),
        ("{town} Fire Brigade", "{name2} Transport", "{country} Accident Office", "{town} Police"),
        ("fire chief", "driver", "safety inspector", "line manager", "passenger", "paramedic", "signaller"),
        ("{n_dead} hurt as {thing} crashes", "{thing} crash shocks {town}", "Rescuers reach wreck near {town}"),
        (
            "{n} people were [injured|hurt] aboard {thing}",
            "{thing} [left|crashed and left] {n} people [injured|hurt]",
            "{n} [passengers|travellers] of {thing} [needed|were given] hospital treatment",
        ),
        (
            (
                "a bolt [made|cast] at {name4} had [sheared|snapped]",
                "a [snapped|sheared] bolt from {name4} was [the cause|to blame]",
                "a {name4} bolt [gave way|broke]",
            ),
            (
                "the brakes were not [tested|checked] by {name3} after {month1}",
                "no {name3} engineer [tested|tried] the brakes after {month1}",
                "{month1} was when {name3} last [looked at|examined] the brakes",
            ),
            (
                "the line past {name4} [stays|will stay] closed until the {crop} fair",
                "until the {crop} fair nothing will run [past|by] {name4}",
                "{name4} [lacks|has no] trains until the {crop} fair",
            ),
            (
                "{m} million crowns for a {stone} barrier [were struck out|were cut] at {town}",
                "no {stone} barrier was built at {town} because {m} million crowns were [lacking|refused]",
                "a {stone} barrier at {town} for {m} million crowns was [dropped|given up]",
            ),
        ),
        (
            "brake",
            "cabin",
            "pylon",
            "gearbox",
            "carriage",
            "winch",
            "axle",
            "signal",
            "buffer",
            "rail",
            "windscreen",
            "timetable",
        ),
    ),
    Kind(
        "budget",
        ("the {name1} budget", "the {name1} harbour plan", "the {name1} theatre", "the {name1} hospital scheme"),
        ("{town} Town Council", "{country} Treasury", "{country} Court of Auditors", "{name2} Taxpayers’ League"),
        ("treasurer", "mayor", "opposition leader", "auditor", "theatre director", "architect", "councillor"),
        ("{town} torn over {thing}", "Hole found in {thing}", "Council to vote on {thing}"),
        (
            "{n} posts [go|will go|are cut] under {thing}",
            "{thing} [does away with|abolishes] {n} posts",
            "{n} people [lose|will lose] their posts [through|because of] {thing}",
        ),
        (
            (
                "the baths at {name3} [will|are to] close for good",
                "there will be no more [swimming|bathing] at {name3}",
                "{name3} [loses|is to lose] its baths",
            ),
            (
                "{name2} [knew|saw] a hole of {m} million crowns in {month1}",
                "in {month1} {name2} had [noticed|found] {m} million crowns [missing|lacking]",
                "{name2} [noted|entered] {m} million crowns too little in {month1}",
            ),
            (
                "the {crop} levy is to be [doubled|twice as high] from {name4} to the border",
                "growers of {crop} [near|around] {name4} [will|are to] pay [twice as much|double]",
                "twice the levy on {crop} is [planned|intended] beyond {name4}",
            ),
            (
                "the {stone} for the {name1} front was [bought|ordered] without tender",
                "nobody [invited|asked for] bids before {stone} was ordered for {name1}",
                "without [asking for|inviting] bids, {name1} was to be [clad|faced] in {stone}",
            ),
        ),
        (
            "levy",
            "tender",
            "deficit",
            "subsidy",
            "ordinance",
            "invoice",
            "committee",
            "surplus",
            "grant",
            "rate",
            "clause",
            "estimate",
        ),
    ),
)

CRAFTS = "Metal Glass Dock Rail Paper Textile Timber Harbour Salt Field Meadow Hill".split()
CROPS = "barley cherry plum onion hop rye apple pear walnut potato cabbage lentil flax milk cheese honey hay saffron".split()
STONES = "granite basalt sandstone limestone slate marble concrete brick gneiss tuff flint oak larch steel".split()
OUTSIDERS = frozenset(
    "farmer|shop steward|night-shift foreman|apprentice|defence lawyer|juror|former cashier|ward sister|school doctor|"
    "headmaster|passenger|paramedic|driver|minority shareholder|founder’s daughter|union delegate|theatre director|"
    "architect".split("|")
)
"""Roles of people who are no officials of an office, whatever else they may be."""
