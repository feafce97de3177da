"""Words of the generated corpora: lists, and invented names put together from syllables.

Nothing here is taken from a real page; names of people, places and outlets are drawn, not listed.
"""

from __future__ import annotations

from random import Random

_HEADS = (
    "bar bel bor bram bren brun cal cor cran dal del dor dras dun el er fal fen fer gal gar gel gor hal har hel hol "
    "hor il is jan jar jor kal kel ker kor lam lan lar lem lin lor mal mar mel mer mor nal ner nor ob ol or os pel "
    "per pol quen ral ren ril ros sal sar sel sil sor tal tam tar tel tor ul ur val var vel ver vol wal wen wil yar "
    "yel zan zel"
).split()
_MIDDLES = "a e i o u ani ari edo eli eno era ida ila imo ire ola ona ori ulo una uri avi esta anda enti".split()
_TAILS = (
    "bek bin ck dan den der din dock fell field gan gate gren gus ham hav hold holt kes kin lan land lane les ley "
    "lin lock lon lund mar mere min mond mouth nak nel ner nett nis quist rack ran rath rell rick rin ros sel sen "
    "shaw sk son stad stel stow tan ten thal thorn tin ton vale van veld ver vik vin wald ward wen wick win worth "
    "yard"
).split()
_FIRST = (
    "Adra Alvin Amel Anko Arlo Asta Bedra Belis Bento Birla Bruno Calla Celis Corin Dagna Delma Doran Edda Elio "
    "Elske Emri Enzo Falk Fenna Gerda Gilon Halla Hanno Hedy Ilse Imre Ingo Jarla Joren Kaja Kesti Lando Leni Lioba "
    "Lorne Maren Mela Milo Mirel Nadja Nils Odra Orla Osric Pella Perrin Quill Ragna Remy Rolf Runa Sander Selma "
    "Sibyl Tamsin Tess Tobin Ulla Urs Vanja Vera Vico Wanda Wim Yara Yorick Zelda Zoran"
).split()
PLACE_TAILS = (
    "Bridge|Common|Cross|End|Fen|Ford|Haven|Heath|Hill|Lock|Magna|Mere|Moor|Quay|Regis|Rise|Sands|Street|Vale|Water"
).split("|")
ADJECTIVES = (
    "abandoned ageing ailing ambitious angry anxious awkward bare battered bitter bleak blunt borrowed brief bright "
    "brittle broad broken bustling busy careful central cheap cheerful clumsy coastal cold collapsed coloured "
    "common concrete contested costly cracked cramped crowded crumbling cumbersome cut-price damaged damp dangerous "
    "dark decaying delayed derelict disused divided double dusty eastern elderly elegant empty enormous exhausted "
    "expensive experimental exposed faded faint famous faulty final fragile frozen full-time futile gloomy gradual "
    "grand grey half-built half-empty handsome hasty heavy hidden historic hollow humble idle improvised "
    "independent inner jagged joint junior lame late leaking leased legal little lonely loose lower main makeshift "
    "marginal massive mended middle minor mobile modest muddy narrow neat neglected nervous northern obscure odd "
    "old-fashioned open ornate outer overdue overgrown painted pale partial patched peeling permanent plain polite "
    "popular portable private prominent public quiet rare raw recent red regional reluctant remote rented repaired "
    "restless rough round rural rusting sagging scattered second-hand secret senior separate shabby shallow shared "
    "sharp shuttered silent sleepy slender slow small solid sombre southern spare square stale steep stern sticky "
    "stony strange stubborn sturdy sudden sunken swollen tall tangled temporary tense thin tidy tired tiny towering "
    "trusted uneasy uneven unfinished unlit unpaid unusual upper urgent vacant vague vast vulnerable wealthy weary "
    "western wet wide wooden"
).split()
ADVERBS = (
    "abruptly barely briefly calmly carefully cautiously clumsily discreetly eagerly formally gently gradually "
    "grudgingly hastily hurriedly jointly loudly narrowly nervously noisily openly partly patiently politely "
    "privately promptly publicly quickly quietly repeatedly reluctantly silently slowly solemnly steadily stubbornly "
    "suddenly swiftly twice wearily"
).split()
NOUNS = (
    "account agreement alarm annex archive arrangement balcony barn barrier basement basin bell bench board boiler "
    "bonfire booth bottle brewery bucket bus cabin cable calendar camera canteen canvas car-park cart cellar chapel "
    "chart clinic clock coach colonnade compound contract corridor cottage counter courtyard crane crate cupboard "
    "curtain cycle-path depot desk diary dock door drain drawing engine entrance envelope farm fence file filter "
    "fountain frame garage garden gate generator greenhouse hall handbook handrail harbour hedge hoist hostel hut "
    "inventory kiosk kitchen ladder lamp landing laundry ledger letter library lift lobby locker lorry machine "
    "manual map market meadow meeting memorial message mill minibus monument museum notebook notice-board nursery "
    "orchard oven parcel park passage pavement pavilion petition photograph pier pipe platform playground pond porch "
    "poster pump quarry queue railing ramp receipt reception reservoir ring-road roof room roundabout sandbag "
    "schedule school screen shed shelter shop shutter sign signal siren stable staircase station statue store street "
    "studio survey switch table tank tape telephone tent terrace ticket timetable tool toolbox tower track tractor "
    "trailer tram trench truck tunnel vault veranda viaduct vineyard wagon waiting-room wall warehouse well wharf "
    "windmill window workshop yard"
).split()
GROUPS = (
    "apprentices bakers beekeepers boatmen builders campaigners carpenters caretakers carters choristers clerks "
    "cooks councillors couriers cyclists dockers drivers electricians engineers farmers firefighters fishermen "
    "foresters gardeners grocers guards guides historians inspectors joiners labourers lawyers librarians lodgers "
    "masons mechanics merchants musicians neighbours nurses officers orderlies painters parents passengers "
    "pensioners pilots plumbers porters postmen pupils railwaymen relatives residents riders roofers sailors scouts "
    "secretaries shepherds shopkeepers signalmen smallholders soldiers students surveyors tailors teachers tenants "
    "traders translators volunteers waiters wardens weavers welders widows"
).split()
PAST = (
    "abandoned accepted adjusted admired altered approached assembled avoided bolted borrowed bought bypassed "
    "carried checked circled cleaned cleared climbed closed copied counted covered crossed decorated demolished "
    "described dismantled doubled drained emptied encircled entered examined fenced filled filmed followed found "
    "guarded handed-over hired ignored improved inherited inspected insulated joined labelled levelled loaded locked "
    "lost lowered measured mended moved occupied offered opened ordered overhauled painted passed patched "
    "photographed picked planned postponed praised propped protected raised reached rebuilt recorded removed renamed "
    "rented repaired replaced rescued reserved restored sealed searched secured shared shifted shut sketched sold "
    "sorted stacked stocked studied surrounded swept tested toured traded unloaded untied used visited watched "
    "weighed widened"
).split()
TIMES = (
    "before dawn|after dusk|around midday|before noon|towards evening|late at night|after midnight|over the weekend|"
    "since spring|for most of winter|throughout summer|all autumn|within hours|in under a week|after a pause|"
    "between shifts|over lunch|on a dry day|in heavy rain|under clear skies|by candlelight|between showers|"
    "at low tide|in freezing fog|before breakfast|after closing time|during the holidays|on market day|after sunrise|"
    "through the afternoon|at short notice|without a break|in a lull|by torchlight|a fortnight later|next morning|"
    "for a month|before the feast|in one afternoon|unasked|in broad daylight|at weekends|in silence|on foot|by hand|"
    "at great cost|free of charge|in pairs|under protest|by mistake|on paper|in good time|at full speed"
).split("|")
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
SYNONYMS = {
    "about": "roughly",
    "after": "following",
    "before": "ahead of",
    "began": "started",
    "big": "large",
    "bought": "purchased",
    "built": "constructed",
    "closed": "shut",
    "drained": "emptied",
    "found": "discovered",
    "large": "big",
    "many": "numerous",
    "near": "close to",
    "nearly": "almost",
    "opened": "unlocked",
    "outside": "in front of",
    "behind": "at the back of",
    "beside": "next to",
    "quickly": "fast",
    "shut": "closed",
    "sold": "parted with",
    "slowly": "gradually",
    "started": "began",
    "used": "employed",
    "while": "as",
    "without": "lacking",
    "repaired": "fixed",
    "moved": "shifted",
    "carried": "bore",
    "reached": "got to",
    "checked": "looked over",
    "removed": "took away",
    "rescued": "saved",
    "watched": "observed",
    "signed": "put their names to",
    "stayed": "remained",
    "visited": "called at",
    "waited": "stood waiting",
}
"""What an editor puts for a word."""


def name(chance: Random) -> str:
    """An invented surname or place: two or three syllables."""
    middle = chance.choice(_MIDDLES) if chance.random() < 0.8 else ""
    return (chance.choice(_HEADS) + middle + chance.choice(_TAILS)).capitalize()


def first_name(chance: Random) -> str:
    """An invented first name."""
    return chance.choice(_FIRST) if chance.random() < 0.6 else (chance.choice(_HEADS) + chance.choice(_MIDDLES)).capitalize()
