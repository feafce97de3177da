"""Figures that differ and figures that do not: what is counted, how exactly, of which event; updates; denials; line-ups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotation import annotate
from sayso.corpus.engine import DuckEngine
from sayso.links import Tie, conflicts, lineups
from sayso.links.amounts import singular
from sayso.links.features import PLACES, features
from sayso.links.linking import _columns as tie_columns
from sayso.links.measures import measured
from sayso.links.words import Words, hash_of, words
from sayso.records import Article, Block, Dossier, Figure, Span
from sayso.road import analyze

DAY = datetime(2031, 3, 4, 9, tzinfo=UTC)


class Told(NamedTuple):
    """A page of a test: its paragraphs (a headline begins with "# "), its outlet, how many hours after ``DAY`` it came out."""

    text: str
    outlet: str = ""
    hours: float = 0.0
    address: str = ""


def dossier(told: Told, number: int) -> Dossier:
    text, blocks = "", []
    for line in told.text.split("\n"):
        words_of = line.removeprefix("# ")
        start = len(text) + bool(text)
        text = f"{text}\n{words_of}" if text else words_of
        blocks.append(Block(span=Span(start, len(text)), label="headline" if line.startswith("# ") else "body"))
    made = analyze(
        Article(
            id=f"article-{number}",
            text=text,
            blocks=tuple(blocks),
            outlet=told.outlet or f"The Tessel Paper {number}",
            url=told.address or f"https://paper-{number}.example/{number}",
            published=DAY + timedelta(hours=told.hours),
            language="en",
        ),
        engine="grammar",
    )
    assert isinstance(made, Dossier)
    return made


class Pages:
    """Pages in an engine, as ``link`` has them there; all are related that are told so."""

    def __init__(self, pages: Sequence[Told], related: Sequence[tuple[int, int]], shared: float = 0.5) -> None:
        self.dossiers = {number: dossier(told, number) for number, told in enumerate(pages, 1)}
        self.engine = DuckEngine()
        for number, one in self.dossiers.items():
            for name, columns in features(one, annotate(one.article), conflicts.SHEETS)[1].items():
                count = len(next(iter(columns.values())))
                self.engine.load(name, {"article": np.full(count, number, np.int64), **columns})
        numbers = np.array(list(self.dossiers), np.int64)
        articles = [one.article for one in self.dossiers.values()]
        issued = np.array([one.published.timestamp() for one in articles if isinstance(one.published, datetime)])
        self.engine.load(
            "pages",
            {
                "article": numbers,
                "first": issued,
                "last": issued,
                "rank": np.argsort(np.argsort(issued, kind="stable"), kind="stable").astype(np.int64),
                "outlet": np.array([hash_of(one.outlet or "") for one in articles], np.int64),
                "address": np.array([hash_of(one.url or "") for one in articles], np.int64),
            },
        )
        left, right = (np.array([pair[side] for pair in related], np.int64) for side in (0, 1))
        self.engine.load("related", {"left": left, "right": right, "shared": np.full(len(left), shared)})
        self.engine.load("clusters", {"statement": np.zeros(0, np.int64), "claim": np.zeros(0, np.int64)})

    def words(self, article: int) -> Words:
        return words(self.dossiers[article].article)

    def dossier(self, article: int) -> Dossier:
        return self.dossiers[article]

    def text(self, article: int) -> str:
        return self.dossiers[article].article.text

    def ties(self) -> list[Tie]:
        return list(conflicts.verify(self.engine, conflicts.candidates(self.engine), self))


DIFFER: list[tuple[str, str]] = [
    # the dead, in many words
    ("Eleven people died when the ferry sank.", "At least 14 people died when the ferry sank."),
    ("# Eleven dead in ferry disaster", "# Death toll in ferry disaster rises to 14"),
    ("Eleven people lost their lives in the fire.", "The fire killed at least 14."),
    ("The blast killed 11 people.", "The blast claimed the lives of 14 people."),
    ("Eleven people were killed in the crash.", "The crash caused 14 deaths."),
    ("There were 11 fatalities in the crash.", "Fourteen people were killed in the crash."),
    ("The storm left 11 people dead.", "The number of deaths in the storm has risen to 14."),
    ("The death toll stands at 11.", "The flood has killed 14 people."),
    ("The death toll has reached 11.", "The death toll was 14."),
    ("Police said 11 people, including three children, were killed.", "Police said 14 people were killed."),
    ("Eleven people on the bridge were killed when it fell.", "Fourteen people died when the bridge fell."),
    ("All 29 people aboard died when the plane fell.", "Only 27 people died when the plane fell."),
    ("No one was killed in the blast.", "Two people were killed in the blast."),
    ("No more than 10 people died in the blast.", "More than a dozen people died in the blast."),
    ("The gunman shot dead five people.", "The gunman killed seven people."),
    ("Five people were shot dead in the market.", "Seven people were fatally shot in the market."),
    ("Dozens died in the quake.", "Nine people died in the quake."),
    ("Between 10 and 15 people died in the quake.", "The quake killed 19 people."),
    ("About 100 people died in the quake.", "The quake killed 250 people."),
    ("Nearly 40 people died in the quake.", "The quake killed 52 people."),
    ("Eleven soldiers were killed in the raid.", "Fourteen soldiers died in the raid."),
    ("Three police officers were killed in the raid.", "The raid killed four police officers."),
    # others
    ("Twenty people were injured in the crash.", "The crash injured 31 people."),
    ("The crash left 20 injured.", "Thirty-one people were hurt in the crash."),
    ("Six people are missing after the flood.", "Nine people were still missing after the flood."),
    ("Police arrested 40 protesters.", "Police arrested 58 protesters."),
    ("Officers made 40 arrests at the march.", "Fifty-eight people were arrested at the march."),
    ("The court convicted five men.", "Seven men were convicted by the court."),
    ("Some 300 people were evacuated from the valley.", "The army evacuated 500 people from the valley."),
    ("There were 29 people on board.", "The boat was carrying 34 people."),
    ("There were 29 people aboard the boat.", "The boat had 34 people on board."),
    ("The rebels took 12 hostages.", "The rebels kidnapped 20 people."),
    ("Twelve people were rescued from the river.", "Fishermen rescued 17 people from the river."),
    ("Sixty people fell ill after the dinner.", "The dinner sickened 85 people."),
    ("Eight people were taken to hospital after the leak.", "Thirteen people were hospitalised after the leak."),
    ("The factory laid off 400 workers.", "The factory sacked 650 workers."),
    ("The fire destroyed 30 homes.", "Forty-five homes were destroyed in the fire."),
    ("The plan will cost the town 400 jobs, with 120 jobs lost now.", "The town has lost 180 jobs."),
    ("Some 4,000 people attended the rally.", "A crowd of 9,000 gathered for the rally."),
    ("Six people were trapped in the mine.", "Eleven miners said nine people were trapped in the mine."),
    ("Orla Venn, 45, was named as the winner.", "Orla Venn, 49, was named as the winner."),
    ("The winner was 45-year-old Orla Venn.", "Orla Venn, 49, was named as the winner."),
    # measures, told by the words beside them
    ("The bridge over the Marl cost $12 million to build.", "The bridge over the Marl cost $19 million to build."),
    ("The ministry spent €3.2 million on the dam repairs.", "The ministry spent €4.1 million on the dam repairs."),
    ("The river rose by two metres over the weekend.", "The river rose by 12 feet over the weekend."),
    ("The road tunnel under the Marl is 14 kilometres long.", "The road tunnel under the Marl is 12 miles long."),
    ("Inspectors found 14 broken strands in the cable.", "Inspectors found nine broken strands in the cable."),
    ("The ship spilled 400 barrels of oil into the bay.", "The ship spilled 900 barrels of oil into the bay."),
    ("The fire burned 2,000 acres of forest near Tessel.", "The fire burned 3,000 hectares of forest near Tessel."),
    ("A third of voters in the town backed the merger.", "Sixty percent of voters in the town backed the merger."),
    ("The council voted to spend $500,000 on the harbour wall.", "The council voted to spend $750,000 on the harbour wall."),
    ("The minister owns 12 houses in Tessel.", "The minister owns four houses in Tessel."),
    # and in other words
    (
        "A landslide buried a village in the north on Friday, killing 32 people.",
        "At least 45 people have been confirmed dead after a landslide buried a village in the north.",
    ),
    ("# Bus plunge kills 19", "# Bus plunge leaves at least 24 dead"),
    ("Rescuers have pulled 19 bodies from the mine.", "Rescuers have recovered 26 bodies from the mine."),
    ("The regime has executed seven prisoners since dawn.", "Twelve prisoners were executed, the lawyers said."),
    (
        "The police chief said two of his officers and a bystander died; in all three people were killed.",
        "In all five people were killed in the shoot-out.",
    ),
    ("The cholera outbreak has infected 212 people.", "The clinic said 340 people had fallen ill with cholera."),
    ("More than 3,000 homes were destroyed by the cyclone.", "The cyclone destroyed about 1,500 homes."),
    ("The strike was joined by 900 nurses, and 900 nurses walked out on Monday.", "Some 1,400 nurses walked out on Monday."),
    ("Around 200 passengers were stranded at the station.", "About 600 passengers were stranded at the station."),
    (
        "The charity said 5,000 people had been displaced by the fighting.",
        "The fighting has displaced 9,000 people, the army said.",
    ),
    ("The bank closed 40 branches this spring.", "The bank shut 62 branches this spring."),
    ("Prosecutors have charged nine people over the fraud.", "Fourteen people were charged over the fraud."),
    ("Mara Holt, 31, was elected on Sunday.", "Ms Mara Holt, 36, was elected on Sunday."),
    ("The suspect, 24-year-old Ivo Brandt, was led away.", "Ivo Brandt, 28, was led away."),
    ("The fine imposed on the shipping firm was $2 million.", "The court imposed a fine of $5 million on the shipping firm."),
    ("Turnout in the referendum was 48 percent.", "Turnout in the referendum was 61 percent."),
    ("The quake had a depth of 10 kilometres, the survey said.", "The quake had a depth of 40 miles, the survey said."),
    ("The new stadium holds 42,000 spectators.", "The new stadium holds 55,000 spectators."),
    (
        "The flood waters reached a height of 3 metres in the market square.",
        "The flood waters reached a height of 16 feet in the market square.",
    ),
    ("Some 70 whales were stranded on the beach.", "A total of 112 whales were stranded on the beach."),
    (
        "The regulator received 1,200 complaints about the programme.",
        "The regulator received 2,700 complaints about the programme.",
    ),
    ("Gunmen abducted 30 schoolgirls on Tuesday night.", "Gunmen kidnapped 52 schoolgirls on Tuesday night."),
    ("The mudslide claimed nine lives.", "Fifteen people perished in the mudslide."),
    ("The two sides exchanged 60 prisoners on Thursday.", "The two sides exchanged 90 prisoners on Thursday."),
    ("Fewer than 20 people were hurt in the stampede.", "The stampede injured at least 44 people."),
    (
        "Seventeen climbers died in an avalanche on Mount Harl on Saturday.",
        "An avalanche on Mount Harl killed 21 climbers on Saturday.",
    ),
    ("# Warehouse fire: six firefighters dead", "Four firefighters were killed when the warehouse roof collapsed."),
    ("Authorities said the explosion had killed no fewer than 70 people.", "The explosion killed 58 people."),
    ("The ministry put the number of wounded at 130.", "Doctors said 210 people had been wounded."),
    ("The army said its soldiers had killed 30 militants.", "Villagers said the soldiers had killed 11 militants."),
    ("Some 1,100 homes were left without power.", "The storm left 4,000 homes without power."),
    ("The union says 2,500 drivers are on strike.", "The company says 900 drivers are on strike."),
    ("Only 12 of the 40 miners survived.", "Fifteen of the 40 miners survived."),
    ("Coastguards rescued 63 migrants from the sea.", "Coastguards saved 81 migrants from the sea."),
    (
        "Nineteen students were hospitalised after eating in the canteen.",
        "Thirty-four students were taken to hospital after eating in the canteen.",
    ),
    (
        "The airline will pay a fine of $3.5 million to the regulator.",
        "The airline will pay a fine of $5.3 million to the regulator.",
    ),
    ("The painting was sold at auction for 2.2 million euros.", "The painting was sold at auction for 3.1 million euros."),
    (
        "The glacier has shrunk by 300 metres since the survey began.",
        "The glacier has shrunk by 500 metres since the survey began.",
    ),
    ("The report lists 41 cases of abuse at the school.", "The report lists 29 cases of abuse at the school."),
    ("The dam holds 40 million litres of water.", "The dam holds 65 million litres of water."),
    ("Karin Solberg, 52, will lead the inquiry.", "Karin Solberg, 57, will lead the inquiry."),
    ("Ten thousand people marched through the capital.", "About 3,000 people marched through the capital."),
    ("More than 500 prisoners escaped from the jail.", "Some 240 prisoners escaped from the jail."),
    ("The quake flattened 80 houses.", "The quake destroyed 150 houses."),
    # what is to come, as it is planned
    ("The mill will shed 300 jobs.", "The mill is to cut 420 jobs."),
    ("The bank plans to close 40 branches.", "The bank will shut 62 branches."),
    ("The takeover will cost 300 jobs.", "Under the takeover 420 jobs will be lost."),
    ("Some 274 people will lose their jobs at the mill.", "The mill intends to cut 320 jobs."),
    ("The army will release 60 prisoners.", "Ninety prisoners are to be freed by the army."),
    ("The council plans to demolish 30 houses.", "Forty-five houses are to be demolished."),
    # and more words for states
    ("The merger costs 113 jobs.", "With the merger 150 jobs go."),
    ("The factory laid off 400 workers.", "At the factory 650 people lost their jobs."),
    ("The crash cost 11 lives.", "The crash killed 14 people."),
    ("Some 900 drivers joined the strike.", "The strike was joined by 1,400 drivers."),
    ("The walkout at the depot has been joined by 312 workers.", "At the depot 260 workers have walked out."),
    ("About 300 nurses stayed away from work.", "Some 520 nurses downed tools on Monday."),
    ("Nineteen passengers were given hospital treatment.", "Thirty-four passengers were treated in hospital."),
    ("Nineteen children needed medical treatment.", "Thirty-four children were rushed to hospital."),
    ("Twenty people suffered serious injuries in the crash.", "The crash injured 31 people."),
]
"""Two pages that tell one event differently."""

ALIKE: list[tuple[str, str]] = [
    # the same, or what can both hold
    ("Eleven people died when the ferry sank.", "11 people were killed when the ferry sank."),
    ("Eleven people died when the ferry sank.", "At least 11 people died when the ferry sank."),
    ("At least 11 people died when the ferry sank.", "At least 14 people died when the ferry sank."),
    ("Fourteen people died when the ferry sank.", "More than a dozen people died when the ferry sank."),
    ("Up to 20 people died when the ferry sank.", "Fourteen people died when the ferry sank."),
    ("As many as 20 people died in the raid.", "At least 14 people died in the raid."),
    ("About 100 people died in the quake.", "The quake killed 105 people."),
    ("Nearly 40 people died in the quake.", "The quake killed 38 people."),
    ("The quake killed 300 people.", "The quake killed 312 people."),
    ("The quake killed 2,000 people.", "The quake killed 2,043 people."),
    ("Between 10 and 15 people died in the quake.", "The quake killed 12 people."),
    ("Dozens died in the quake.", "The quake killed 61 people."),
    ("The bridge over the Marl cost $12 million to build.", "The bridge over the Marl cost $12.3 million to build."),
    ("The tunnel is 8 miles long.", "The tunnel is 13 kilometres long."),
    ("A third of voters in the town backed the merger.", "Some 33 percent of voters in the town backed the merger."),
    ("The ship weighed 20 tonnes.", "The ship weighed 20,000 kilograms."),
    # other things
    ("There were 29 people on board the ferry.", "Eleven people died when the ferry sank."),
    ("Eleven people died when the ferry sank.", "Six people were missing after the ferry sank."),
    ("Eleven people died in the crash.", "Thirty people were injured in the crash."),
    ("Eleven people died in the crash.", "Three children died in the crash."),
    ("Eleven people died in the crash.", "Three of the dead were children."),
    ("Eleven soldiers were killed in the raid.", "Four civilians were killed in the raid."),
    ("Eleven people were killed in the raid.", "Eleven rebels and 30 people were wounded in the raid."),
    ("Forty people were killed or injured in the blast.", "Eleven people were killed in the blast."),
    ("Police arrested 40 protesters.", "Police released 12 protesters."),
    ("Police arrested 40 people.", "Nine people were charged."),
    ("The fire destroyed 30 homes.", "The fire damaged 70 homes."),
    ("The fire destroyed 30 homes.", "The fire destroyed 12 cars."),
    ("The factory laid off 400 workers.", "The factory hired 90 workers."),
    ("The company cut 400 jobs.", "The company created 90 jobs."),
    ("The council has 30 members.", "Nine members voted against the plan."),
    ("Orla Venn, 45, was named as the winner.", "Anders Venn, 49, was named as the loser."),
    ("The bridge over the Marl cost $12 million to build.", "The bridge over the Marl earns $3 million in tolls."),
    ("Two officials said that 11 people died.", "Three officials said that 11 people died."),
    # parts, additions, guesses, what was
    ("Eleven people died in the flood.", "Three more people died in the flood."),
    ("Eleven people died in the flood.", "Another three died in the flood."),
    ("Eleven people died in the flood.", "The flood killed another 14 people."),
    ("Eleven people died in the flood.", "Fourteen people may have died in the flood."),
    ("Eleven people died in the flood.", "The flood could kill 400 people."),
    ("Eleven people died in the flood.", "Officials fear 40 people died in the flood."),
    ("Eleven people died in the flood.", "If the dam breaks, 4,000 people will be killed."),
    ("The death toll rose from 9 to 14.", "The death toll has reached 14."),
    ("The death toll has reached 14, up from 9.", "Fourteen people were killed."),
    ("Eleven people died in the flood.", "Eleven people were killed, two of them in Tessel."),
    ("Eleven people died in the flood.", "Two people die each day in such floods."),
    ("Eleven people died in the flood, including two children.", "Eleven people, including four children, died in the flood."),
    # other places, days, events
    ("Eleven people died in Tessel.", "Fourteen people died in Marlow."),
    ("Eleven people died in the flood.", "In 2011, 40 people died in such a flood."),
    ("Eleven people were killed on the roads this year.", "Forty people were killed on the roads last year."),
    ("Eleven people died on Monday.", "Three people died last Tuesday."),
    (
        "The council met again.\nIt met in the old hall.\nIt sat for an hour.\nIt talked of the roads.\nIt heard the mayor.\n"
        "The Marlow fire killed 11 people.",
        "The council met again.\nIt met in the old hall.\nIt sat for an hour.\nIt talked of the roads.\nIt heard the mayor.\n"
        "The Osterby flood killed 40 people.",
    ),
    # both on one page
    ("The service says 11 people died. The coroner says that 14 people died.", "Fourteen people died when the ferry sank."),
    ("There are two counts of the dead. The service says 11. The coroner says 14.", "Nine people died."),
    ("The service says 11 people died; the coroner says 14 died.", "Eleven people died when the ferry sank."),
    # words that are like those of a state
    ("Two people said that they would leave.", "Nine people said that they had seen smoke."),
    ("Three hours later the road was closed.", "Five hours later the road was closed to cars."),
    ("She has two young sons.", "He has three houses on the hill."),
    # who does it, and to whom it is done
    ("Two gunmen killed 14 people.", "Fourteen people were killed."),
    ("Three policemen arrested a man.", "Police arrested nine men."),
    ("Six people lost the appeal.", "The town lost 40 people."),
    # and in other words
    (
        "A landslide killed 32 people, among them nine schoolchildren.",
        "A landslide killed 32 people, among them four teachers.",
    ),
    ("The mayor said 40 firefighters were battling the blaze.", "Two firefighters were injured in the blaze."),
    ("The plane was carrying 62 people, 58 of them passengers.", "Fifty-eight passengers were on the plane."),
    ("Rescuers have pulled 19 bodies from the mine.", "Thirty-one miners died in the mine."),
    ("The company will invest $40 million in the plant.", "The company paid $12 million for the plant."),
    ("The party won 43 percent of the vote.", "The party won 51 seats."),
    ("The party won 43 percent of the vote in the city.", "Turnout in the city was 61 percent."),
    ("Unemployment fell to 4 percent in May.", "Unemployment fell to 5 percent in April."),
    ("He was jailed for seven years.", "He served four years."),
    ("The court jailed five men.", "Prosecutors had charged nine men."),
    ("The virus has infected 212 people and killed 12.", "The virus killed 12 people and infected at least 200."),
    ("The attack killed six soldiers and wounded ten.", "Ten soldiers were wounded in the attack."),
    ("The attack killed six soldiers.", "The army says it killed 40 rebels after the attack."),
    ("Some 300 police were sent to the march.", "About 5,000 people joined the march."),
    ("The shares rose 3 percent.", "The shares fell 2 percent."),
    ("Twelve people testified at the hearing.", "Three people testified at the hearing on Friday."),
    ("The house sold for $900,000.", "The house was first offered at $1.2 million."),
    ("Nearly 2,000 people were evacuated.", "Some 1,900 people had to be evacuated."),
    ("The bus was carrying 40 pilgrims when it crashed, killing 12.", "The bus crash killed a dozen pilgrims."),
    ("The school has 400 pupils.", "About 90 pupils were absent from the school."),
    ("She wrote 12 novels.", "She wrote three plays."),
    ("The storm cut power to 30,000 homes.", "The storm destroyed 40 homes."),
    ("Ivo Brandt, 28, has two daughters.", "Karl Brandt, 61, has four daughters."),
    ("Last year 40 people died on the mountain.", "Three people died on the mountain on Sunday."),
    ("Two people were killed and five wounded.", "Seven people were killed or wounded."),
    ("The flight was delayed by two hours.", "The flight took five hours."),
    ("The toll could rise above 100, officials said. So far 42 people are dead.", "Forty-two people are dead."),
    ("At least six people were arrested overnight.", "Ten people were arrested overnight."),
    ("The mine employs 600 people.", "Sixty people were killed in the mine."),
    ("The town of 9,000 people lost its hospital.", "The town lost 40 people in the flood."),
    ("Seventeen climbers died in an avalanche.", "Nine climbers had died in the same valley in 2019."),
    ("The explosion killed 58 people and injured 130.", "The explosion injured 130 people and killed 58."),
    ("Officials have identified 12 of the 58 dead.", "The explosion killed 58 people."),
    ("The army lost two men and killed 30 militants.", "Two soldiers died in the fight."),
    ("The storm left 1,100 homes without power.", "Crews had restored power to 700 homes by noon."),
    ("The union has 2,500 members.", "The union says 900 drivers are on strike."),
    ("Twelve miners survived.", "Twenty-eight miners died."),
    ("The airline will pay a fine of $3.5 million.", "The airline earned $40 million last year."),
    ("Her painting sold for 2.2 million euros.", "Another of her paintings sold for 900,000 euros in 2015."),
    ("The inquiry will last six months.", "The inquiry will hear 90 witnesses."),
    ("Karin Solberg, 52, will lead the inquiry.", "Her deputy, Jon Solberg, 44, resigned."),
    ("About 10,000 people marched.", "Organisers had hoped for 20,000 people."),
    ("Some 500 prisoners escaped; 120 have been caught.", "About 500 prisoners escaped from the jail."),
    ("The plant employs 700 people.", "The plant will cut 450 jobs."),
    ("The mayor won 52 percent of the vote.", "Her rival won 41 percent of the vote."),
    ("Two in five pupils missed school.", "Some 40 percent of pupils missed school."),
    ("The judge heard 30 witnesses.", "The judge fined three witnesses."),
    ("The number of dead could rise to 90.", "The number of dead has risen to 61."),
    ("Three people were killed at a bus stop and two in a car.", "Five people were killed."),
    ("She lost two sons in the war.", "The war killed 9,000 people."),
    ("It was the deadliest crash since 44 people died in 2004.", "The crash killed 31 people."),
    ("A crash on the same road killed 12 people last month.", "The crash killed 31 people."),
    ("Seven people, among them the pilot, were killed.", "The pilot and six passengers were killed."),
    ("In all 31 people died, six of them at the scene.", "Twenty-five people died in hospital."),
    ("The law was backed by 61 members.", "The law was opposed by 40 members."),
    # plans, guesses and what has come to pass
    ("The mill will shed 300 jobs.", "The mill has cut 120 jobs so far."),
    ("The mill could shed 300 jobs.", "The mill will cut 120 jobs."),
    ("The mill will shed 300 jobs.", "The mill will create 200 jobs."),
    ("The army will release 60 prisoners.", "The army released 12 prisoners on Friday."),
    ("The dam will kill 300 people when it breaks.", "The flood will kill 40 people."),
    ("The merger costs 113 jobs.", "The merger costs 20 million crowns."),
    ("The repairs cost the town 40 trees.", "The mill cut 90 jobs."),
    ("Some 900 drivers joined the strike.", "Some 200 drivers joined the union."),
]
"""Two pages whose figures do not differ."""


@cache
def met() -> dict[tuple[int, int], list[Tie]]:
    """The ties between the pages of each of these pairs, which are not related to those of others."""
    pairs = [*DIFFER, *ALIKE]
    pages = Pages([Told(text) for pair in pairs for text in pair], [(2 * at + 2, 2 * at + 1) for at in range(len(pairs))])
    found: dict[tuple[int, int], list[Tie]] = {(2 * at + 2, 2 * at + 1): [] for at in range(len(pairs))}
    for tie in pages.ties():
        found[tie.left, tie.right].append(tie)
    return found


@pytest.mark.parametrize("at", range(len(DIFFER)), ids=[f"{a} | {b}" for a, b in DIFFER])
def test_figures_differ(at: int) -> None:
    assert [tie.relation for tie in met()[2 * at + 2, 2 * at + 1]] == ["differs"]


@pytest.mark.parametrize("at", range(len(ALIKE)), ids=[f"{a} | {b}" for a, b in ALIKE])
def test_figures_do_not_differ(at: int) -> None:
    at += len(DIFFER)
    assert [tie.reason for tie in met()[2 * at + 2, 2 * at + 1]] == []


# ----------------------------------------------------------------------------------------------------- who stands for what


SAME = "Eleven people died when the ferry Osprey sank near Tessel, the rescue service said."
MORE = "Fourteen people died when the ferry Osprey sank near Tessel, the coroner said."


def test_both_figures_are_shown_in_words() -> None:
    (tie,) = Pages([Told(SAME), Told(MORE, hours=2)], [(2, 1)]).ties()
    assert (tie.left, tie.right, tie.relation, tie.directed) == (2, 1, "differs", True)
    assert tie.left_spans == (Span(0, len("Fourteen people died")),)
    assert tie.right_spans == (Span(0, len("Eleven people died")),)
    assert tie.reason == "fourteen against eleven: the dead"
    assert tie.left_statement is not None
    assert tie.left_statement >> PLACES == 2
    assert 0.5 < tie.score < 1


def test_a_headline_decides_what_a_page_stands_for() -> None:
    live = Told(
        f"# Fourteen dead on ferry\n{MORE}\nThe river is high.\nIt rained all day.\nEleven people died, the service said."
    )
    (tie,) = Pages([Told(SAME), live], [(2, 1)]).ties()
    assert tie.left == 2
    assert tie.reason.startswith("fourteen against eleven")


def test_left_is_the_later_page_whichever_way_they_are_related() -> None:
    for related in ((1, 2), (2, 1)):
        (tie,) = Pages([Told(MORE, hours=5), Told(SAME)], [related]).ties()
        assert (tie.left, tie.right) == (1, 2)


def test_an_outlet_that_gives_another_figure_later_updates_its_own() -> None:
    (tie,) = Pages([Told(SAME, "The Tessel Post"), Told(MORE, "The Tessel Post", 9)], [(2, 1)]).ties()
    assert (tie.relation, tie.left, tie.right, tie.directed) == ("updates", 2, 1, True)
    assert tie.reason == "fourteen against eleven: the dead; a later page of the same outlet"


def test_an_outlet_may_say_that_it_revises_its_own_figure() -> None:
    later = f"{MORE}\nThe river is high.\nThe Tessel Post had earlier reported 11 deaths."
    (tie,) = Pages([Told(SAME, "The Tessel Post"), Told(later, "The Tessel Post", 9)], [(2, 1)]).ties()
    assert tie.relation == "updates"
    assert tie.reason.endswith("that says that it revises its own figure")


def test_a_later_version_of_an_address_updates_it() -> None:
    address = "https://post.example/ferry"
    pages = [Told("The ferry sank.", "The Post", 0, address), Told("The ferry sank, and rose.", "The Post", 9, address)]
    (tie,) = Pages(pages, []).ties()
    assert (tie.relation, tie.left, tie.right, tie.directed) == ("updates", 2, 1, True)
    assert Pages([pages[0], pages[0]], []).ties() == []


def test_versions_of_an_address_are_a_chain() -> None:
    address = "https://post.example/ferry"
    pages = [Told(f"The ferry sank. Part {at} of the story.", "The Post", at, address) for at in range(6)]
    assert [(tie.left, tie.right) for tie in Pages(pages, []).ties()] == [(at + 1, at) for at in range(1, 6)]


def test_pages_that_are_not_related_do_not_differ() -> None:
    assert Pages([Told(SAME), Told(MORE)], []).ties() == []


def test_pages_that_share_little_need_a_name() -> None:
    bare = [Told("Eleven people died when the ferry sank."), Told("Fourteen people died when the ferry sank.")]
    assert Pages(bare, [(2, 1)], shared=0.1).ties() == []
    assert len(Pages([Told(SAME), Told(MORE)], [(2, 1)], shared=0.1).ties()) == 1


def test_what_comes_and_goes_differs_on_one_day_only() -> None:
    pages = [Told("Nine people are missing after the flood."), Told("Six people are missing after the flood.", hours=30)]
    assert Pages(pages, [(2, 1)]).ties() == []
    assert len(Pages([pages[0], pages[1]._replace(hours=3)], [(2, 1)]).ties()) == 1


# ----------------------------------------------------------------------------------------------------------------- denials


def _denied(pages: Pages, statements: Sequence[int]) -> list[Tie]:
    pages.engine.load("clusters", {"statement": np.array(statements, np.int64), "claim": np.ones(len(statements), np.int64)})
    return pages.ties()


def _statement(pages: Pages, article: int, act: str) -> int:
    place = next(at for at, one in enumerate(pages.dossiers[article].statements) if one.act == act)
    return article << PLACES | place


def test_a_page_that_denies_differs_from_the_first_that_asserts() -> None:
    said = "The guild was warned in May, Orla Venn said."
    pages = Pages([Told(said), Told(said, hours=1), Told("The guild denied that it was warned in May.", hours=2)], [])
    first, second, denial = _statement(pages, 1, "states"), _statement(pages, 2, "states"), _statement(pages, 3, "denies")
    (tie,) = _denied(pages, [first, second, denial])
    assert (tie.relation, tie.left, tie.right) == ("differs", 3, 1)
    assert (tie.left_statement, tie.right_statement) == (denial, first)
    assert tie.reason == "denied here, asserted there"


def test_a_page_that_carries_both_sides_differs_by_its_denial() -> None:
    both = "The guild was warned in May, Orla Venn said.\nThe guild denied that it was warned in May."
    pages = Pages([Told("The guild was warned in May, Orla Venn said."), Told(both, hours=2)], [])
    first, second, denial = _statement(pages, 1, "states"), _statement(pages, 2, "states"), _statement(pages, 2, "denies")
    (tie,) = _denied(pages, [first, second, denial])
    assert (tie.left, tie.right) == (2, 1)
    assert (tie.left_statement, tie.right_statement) == (denial, first)


def test_pages_that_all_carry_both_sides_differ_from_none() -> None:
    both = "The guild was warned in May, Orla Venn said.\nThe guild denied that it was warned in May."
    pages = Pages([Told(both), Told(both, hours=2)], [])
    ids = [_statement(pages, at, act) for at in (1, 2) for act in ("states", "denies")]
    assert _denied(pages, ids) == []


# ---------------------------------------------------------------------------------------------------------------- line-ups


def _lined(pages: Pages) -> list[lineups.LineUp]:
    for name, columns in zip(("ties", "runs"), tie_columns(pages.ties(), 1), strict=True):
        pages.engine.load(name, columns)
    return [line_up for one in lineups.met(pages.engine) for line_up in lineups.lined(one, pages)]


def test_figures_that_differ_are_lined_up() -> None:
    told = "There are two counts of the dead of the Osprey near Tessel. The rescue service says 11. The coroner says 14."
    pages = Pages(
        [Told(SAME, "The Post"), Told(MORE, "The Echo", 2), Told(SAME, "The Star", 3), Told(told, "The Sun", 4)],
        [(2, 1), (3, 1), (3, 2), (4, 1), (4, 2)],
    )
    (line_up,) = _lined(pages)
    assert (line_up.of, line_up.unit, line_up.low, line_up.high) == ("the dead", "", 11, 14)
    assert [(one.written, one.low, one.high, one.who, one.articles) for one in line_up.rows] == [
        ("Eleven people died", 11, 11, "rescue service", (1, 3, 4)),
        ("Fourteen people died", 14, 14, "the coroner", (2,)),
        ("14", 14, 14, "The coroner", (4,)),  # who has no name may be another on another page
    ]
    assert line_up.rows[0].through == ("The Post",)
    assert lineups.apart(line_up.rows[0], line_up.rows[1])


def test_nothing_is_lined_up_where_nothing_differs() -> None:
    assert _lined(Pages([Told(SAME), Told(SAME)], [(2, 1)])) == []


# -------------------------------------------------------------------------------------------------------------------- laws


def test_a_story_of_a_thousand_copies_has_no_more_ties_than_related_pages() -> None:
    copies, others = 60, 60
    pages = [Told(SAME, f"The Paper {at}", at / 60) for at in range(copies)]
    pages += [Told(MORE, f"The Echo {at}", 2 + at / 60) for at in range(others)]
    related = [(left, right) for left in range(2, copies + others + 1) for right in range(max(1, left - 8), left)]
    assert len(Pages(pages, related).ties()) == sum(left > copies >= right for left, right in related)


@given(st.integers(1, 4000))
def test_a_round_number_leaves_room_for_what_it_rounds_and_no_more(value: int) -> None:
    unit, low, high = measured(str(value), Figure(span=Span(0, 1), low=value, high=value))
    assert unit == ""
    assert low <= value <= high
    assert high - low <= value * 0.2
    assert value >= 100 or low == high


@given(st.sampled_from(["bones", "houses", "women", "churches", "cities", "buses", "classes", "ships"]))
def test_the_plural_of_a_noun_is_compared_as_its_singular(noun: str) -> None:
    assert singular(noun) != noun
    assert singular(singular(noun)) == singular(noun)
