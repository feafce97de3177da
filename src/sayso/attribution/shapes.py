"""How often verbs were right as cues, by the shape of the words behind them: a table, and how it is read.

Printed by ``python training/count_cues.py shapes`` over PolNeAR's training split.
"""

from __future__ import annotations

SHAPED = """
r * n 1508/3412; r * c 1532/2422; r * t 1069/1500; r said c 790/1003; r * o 250/636; r * q 247/451; r * i 64/344; r * w
127/303; p * n 107/288; r said t 202/276; p * t 137/224; r says c 180/214; s * n 55/205; p * c 99/181; s * c 62/129; r say c
83/125; r think c 30/124; r said n 79/121; r told t 88/110; r called n 25/83; p saying c 49/81; r called q 45/75; r want o
18/74; s * t 45/74; p * q 41/72; r endorsed n 32/72; r said q 51/70; r asked n 37/63; s said c 41/62; r see n 31/61; r noted t
52/60; r declined o 31/60; r showed n 24/57; r held n 1/57; r suggested t 42/54; s * o 15/50; r found n 13/49; r argued t
40/48; p saying t 24/48; r added t 42/45; p * o 15/45; r sought o 21/45; r want n 8/44; r accused n 32/44; r wants o 6/43; r
announced n 26/41; r told c 22/38; r supported n 20/38; r offered n 13/38; r criticized n 29/38; r believe c 17/37; p
referring n 23/37; r called for n 29/36; r found t 26/34; p adding t 29/34; r saw n 7/33; r thought c 9/33; r says n 28/32; s
* q 15/32; r hold n 1/32; r refused o 13/31; r say n 18/31; r reported n 16/31; r seen n 6/30; r show n 12/30; r holds n 1/30;
r cited n 22/30; r know w 6/29; r thinks c 15/29; r shows n 22/29; r expressed n 16/28; r attacked n 12/28; r know n 3/28; r
urged n 18/27; r say t 18/27; r proposed n 19/27; r defended n 19/27; r wanted o 9/26; r suggested c 18/26; r praised n 20/26;
r says t 22/26; r backed n 9/26; r reported t 17/25; r plans o 12/25; r focused on n 8/24; r pledged o 15/24; p calling n
8/24; r decided o 6/24; r said i 4/23; r announced t 16/23; r acknowledged t 17/23; r rejected n 16/23; r know c 5/22; r
described n 15/22; p calling q 17/22; s * w 6/22; r signed n 4/22; r announced c 16/21; p * w 9/21; r know t 6/21; r posted n
8/21; r vowed o 17/21; r called c 10/21; p arguing t 17/21; r calls n 12/20; r voted for n 7/20; p noting t 15/20; r sees n
13/20; r wants n 13/20; r showed t 17/20; r want c 0/20; r blasted n 12/20; r believes c 9/19; r named n 9/19; r mentioned n
13/19; r supports n 8/19; r said w 10/19; r passed n 5/19; r called on n 12/18; r pointed to n 12/18; r feel n 5/18; r
continued o 3/18; r promised o 12/18; r considered n 3/18; s * i 1/17; r found c 5/17; r says q 13/17; r offers n 3/17; r felt
n 2/17; r reported i 6/17; r agreed to n 7/17; r think t 6/16; r pushed n 4/16; r consider n 5/16; r wrote n 3/16; r insisted
t 12/16; p calling c 6/16; r oppose n 6/16; r think n 3/16; r opposed n 12/16; r pledged n 1/15; r show c 10/15; r allows n
3/15; r denounced n 11/15; p suggesting t 10/15; r argue t 11/15; r shows c 9/15; r shown n 7/15; r accept n 4/14; p citing n
9/14; r claimed t 11/14; r pointed out t 11/14; r believe t 6/14; r questioned n 11/14; r shows t 9/13; r published n 2/13; r
hired n 4/13; r dismissed n 11/13; p saying q 6/13; r introduced n 2/13; s said t 12/13; r believe n 2/13; r allowed n 3/13; p
asking n 3/13; r hope c 10/13; r show t 9/13; r concluded t 9/13; r ordered n 11/13; r blamed n 6/13; r suggests t 8/13; r
indicated t 11/13; r mocked n 7/12; r addressed n 2/12; p offering n 3/12; r wrote t 10/12; r warned t 8/12; r described w
4/12; p telling t 5/12; r seeking n 6/12; r challenged n 4/12; r sought n 5/12; r endorse n 3/12; r responded o 4/12; r
continued n 0/12; r denied n 4/12; r told n 8/12; r described q 9/12; r stated t 9/11; r shared n 0/11; r declared t 8/11; r
embraced n 1/11; r learned t 6/11; r expect n 3/11; r threatened o 5/11; r discussed n 6/10; s called q 5/10; r tweeted n
6/10; r suggests c 6/10; r hopes c 5/10; r tells t 8/10; r maintained n 0/10; r backing n 3/10; r planning o 5/10; r ignored n
4/10; r asked w 9/10; r ask n 5/10; r talking about n 3/10; p * i 0/10; r see c 4/10; r agree t 3/10; r favored n 2/10; s said
n 4/9; r knew c 1/9; r challenging n 2/9; r believes t 7/9; r tweeted t 7/9; r seeks o 4/9; s says c 6/9; r point to n 4/9; r
held c 0/9; r watched n 0/9; r deemed n 2/9; r looking for n 6/9; r read n 1/9; r learned i 0/9; r wanted n 3/9; r adopted n
0/9; r supporting n 3/9; r knows w 5/9; r suggest c 9/9; r agreed t 8/9; r talked about n 7/9; p pointing n 6/9; r showing n
2/9; r insisted c 9/9; r believed c 4/9; r asserted t 8/9; r signed i 0/9; r opposes n 4/9; r revealed t 6/9; r wrote c 2/9; r
explained w 6/8; r exposed n 5/8; r discuss n 6/8; r hoped o 3/8; r prefer n 2/8; r say w 6/8; r notes t 7/8; r calls q 6/8; r
view n 4/8; r admitted t 6/8; p claiming c 6/8; p promoting n 1/8; r seek n 1/8; r suggest t 6/8; p supporting n 1/8; r
reports n 2/8; r acknowledged c 4/8; p telling c 4/8; r voted against n 3/8; r denied t 6/8; r finds n 3/8; r care about n
1/8; r requested n 4/8; r complained t 7/8; r passed i 1/8; r condemned n 8/8; r offered c 2/8; p seeking o 2/8; r noted n
7/8; r believe in n 4/8; r indicated c 7/8; r knows c 3/8; r emailed q 3/7; r recognize t 4/7; r calling for n 4/7; r calls c
5/7; r made it clear t 6/7; r reported c 4/7; r remember n 2/7; p backing n 0/7; p showing n 1/7; r endorses n 4/7; r listed n
6/7; r referred to n 5/7; r declared n 2/7; p claiming t 3/7; s called n 3/7; r noted q 5/7; r seeking o 2/7; r established n
1/7; r encouraged n 2/7; r talks about n 3/7; r made clear t 5/7; r designed o 0/7; r confirmed t 6/7; r claimed c 6/7; r
calls for n 4/7; r vows o 5/7; r echoed n 4/7; p accusing n 3/7; r blame n 6/7; r expect o 3/7; r slammed n 7/7; p hoping o
2/7; r railed against n 5/7; p recalling n 6/7; r acknowledged n 5/7; p acknowledging t 2/7; p saying n 4/7; r told w 2/7; r
warned n 6/7; r blocked n 3/7; r seen c 0/7; r explained t 5/7; r revealed n 5/7; r identified n 4/7; r felt c 1/7; r
nominated n 5/7; r invoked n 2/7; r required n 1/7; r explained n 4/7; r knows t 0/6; r wrote q 1/6; r appointed n 3/6; r
quoted n 3/6; r angered n 0/6; r mentions n 3/6; r viewed n 1/6; r thanked n 3/6; p talking n 3/6; r ignore n 3/6; r refuse o
3/6; r maintains n 0/6; r says w 3/6; r decried n 6/6; r claimed n 2/6; r asked c 3/6; p adding o 0/6; r refuses o 2/6; r
touted n 4/6; r cites n 5/6; r backs n 1/6; r agreed with n 2/6; r argues t 4/6; r responded i 1/6; r hopes o 5/6; r recalled
n 6/6; r insist c 5/6; r said about n 0/6; r revealed c 4/6; r showed c 1/6; r acknowledge t 5/6; r see i 2/6; r argued c 5/6;
r highlighted n 4/6; r show w 3/6; p repeating n 3/6; r argued i 2/6; r known n 0/6; r covered n 2/6; r welcomed n 5/6; r
decided i 2/6; r added n 0/6; r charged n 2/6; p tweeting n 2/6; r stated n 1/6; r sounded c 1/6; r asked q 3/6; r estimated t
6/6; r hoped t 4/6; r saw i 0/6; p mocking n 4/6; r seeks n 3/6; r opposed c 0/6; r questioned w 6/6; r seek o 3/6; r pushed
for n 4/6; r knocked n 5/6; r declined n 4/6; r thinks t 3/5; r knows n 1/5; r suggested n 5/5; r showed w 1/5; r expected n
1/5; r confirmed n 2/5; r spoke about w 4/5; r preferred n 1/5; r finds c 3/5; r called o 2/5; r repeated n 2/5; r offering n
4/5; r referring to n 4/5; r reports t 4/5; p questioning n 2/5; s held n 0/5; p vowing o 2/5; r claim c 2/5; r answered n
0/5; r blamed q 3/5; r writes t 3/5; r hoped c 2/5; r balked at n 4/5; r told q 3/5; r knew n 2/5; p arguing c 5/5; p
criticizing n 1/5; r agree with n 1/5; r called i 2/5; r laid out n 3/5; r hope o 1/5; p highlighting n 0/5; r plans n 1/5; s
criticized n 4/5; r decide o 2/5; r alleged t 3/5; r agreed i 2/5; r thinks n 1/5; r emphasized t 5/5; r ruled t 3/5; r
referenced n 4/5; r insists t 4/5; r insist t 3/5; r saw c 0/5; r predicted t 5/5; r responded t 4/5; r accused c 3/5; r fear
c 5/5; r reiterated n 3/5; r feels n 0/5; p promising o 4/5; r shows w 2/5; r reiterated t 3/5; p suggesting c 4/5; s decided
o 0/5; r guess c 2/5; r hoping o 3/5; s accused n 2/5; r points to n 1/5; r suggest n 2/5; r indicated n 1/5; r blasts n 2/5;
p insisting t 3/5; r estimates n 2/5; r assured t 3/5; r considering n 2/5; p urging n 2/5; r titled n 0/5; r claims n 2/5; p
showing t 2/5; r saying n 5/5; r went after n 1/5; r sided with n 3/5; r claims c 5/5; r saw t 1/4; r intended o 0/4; r
learned w 1/4; r slammed q 1/4; r expressed q 1/4; r read c 0/4; r defending n 2/4; r argued n 2/4; r tells c 4/4; r accuses n
1/4; p pointing t 4/4; r adds t 3/4; r slams n 3/4; r finds t 2/4; s told t 2/4; r predicted n 1/4; r thanking n 2/4; r
promised n 3/4; s praised n 4/4; p refusing o 1/4; r questioning w 3/4; s asked n 2/4; r joked t 3/4; r declared c 2/4; s say
c 0/4; r expressed concern t 4/4; r bemoaned n 4/4; r counting on n 3/4; r identified w 0/4; r want t 0/4; r believed t 1/4; r
said of n 1/4; r hopes t 3/4; r celebrated n 1/4; s refused o 2/4; r named i 0/4; p referencing n 1/4; r discussed c 2/4; r
joked i 0/4; s defended n 1/4; r believes n 1/4; r read q 0/4; p attacking n 1/4; s plans o 1/4; r signaled n 2/4; r asking n
2/4; r signed c 1/4; r announced q 1/4; r noted c 3/4; r decide c 2/4; p writing i 0/4; r tell t 2/4; r projected n 2/4; r
warned i 0/4; r attributed n 2/4; p slamming n 3/4; p believing c 1/4; r understood n 0/4; r recognize n 0/4; r denied c 3/4;
r declared i 0/4; r threaten n 0/4; r applauded n 3/4; r thought t 0/4; r pushed i 1/4; s suggested t 4/4; r lists n 4/4; r
referred to q 2/4; s promised o 2/4; r published q 1/4; r stressed n 2/4; r endorsed c 1/4; p announcing c 0/4; r argue c 3/4;
r implied c 3/4; r named c 1/4; r portrayed n 3/4; p noting c 3/4; r wants c 1/4; r distanced himself from n 2/4; r saw w 0/4;
r decided c 1/4; r authorized n 2/4; r wonder w 2/4; r accused of n 1/4; r recall n 1/4; r decide w 1/4; r wrote about n 2/4;
r conceded t 3/4; r rattled n 0/4; r saying c 1/4; r persuaded n 1/4; r remember t 1/4; r allowed c 0/4; p warning t 2/4; r
sounded n 0/4; r describes q 4/4; r called for q 2/4; r rebuffed n 1/4; r expressed c 2/4; r intends o 1/4; r feel t 0/4; r
recommended n 2/4; r pushing for n 4/4; p alleging t 1/4; p remarking t 3/4; r identified i 1/4; r described c 4/4; r
estimates t 3/4; r maintained t 2/4; r thought i 0/4; p stating t 3/4; p suggesting n 1/4; r describes n 2/4; r determined t
1/4; r indicate t 3/4; r view c 1/3; r told o 1/3; r calls i 2/3; r recalled t 3/3; r threatens n 0/3; r commented i 1/3; s
backed n 1/3; r discussed w 2/3; r posted q 0/3; r says i 2/3; r retweeted n 3/3; r criticizing n 0/3; r went after q 1/3; r
urged q 3/3; r telling t 2/3; s described q 3/3; r learned c 3/3; r chanted q 2/3; r touting n 1/3; r showing t 3/3; r known
as n 0/3; r dubbed q 2/3; r pledged c 0/3; r asked for c 1/3; s urged n 2/3; r refers to n 2/3; r hoping i 1/3; p declaring c
2/3; r supported c 1/3; p claiming n 1/3; r hoping t 1/3; r advocate for n 1/3; s wanted n 0/3; r note t 3/3; r regret c 0/3;
r describes w 3/3; r noted w 2/3; r tweeted c 1/3; r claim o 2/3; r shot back i 0/3; r hope t 1/3; r think w 0/3; r rebuked n
2/3; r called on q 2/3; r seen t 0/3; r sought c 0/3; r hailed n 3/3; r wish n 0/3; r likened o 1/3; r demands n 2/3; r agrees
i 1/3; r agree i 0/3; r made clear c 3/3; r covered i 0/3; r addressed c 1/3; r tell w 1/3; s pledged o 1/3; r estimates c
1/3; r lamented n 1/3; p referencing c 2/3; r touted c 1/3; r wrote o 0/3; r approved n 2/3; s accused q 2/3; r sees w 0/3; r
focuses on n 1/3; r promising n 2/3; r prefer o 2/3; r think of n 2/3; r wondered w 2/3; r recalled w 3/3; r tell n 2/3; r
claim n 1/3; r explains w 3/3; r argued q 2/3; r learned n 0/3; r implied t 2/3; s declined o 0/3; r concluded c 3/3; p
telling n 1/3; r decided w 2/3; r wants t 2/3; r consider c 1/3; r knew i 0/3; r prefer c 1/3; r likened n 3/3; r worried t
2/3; r explain w 1/3; p denouncing n 1/3; r known c 1/3; r championed n 1/3; r spoke about n 1/3; r stressed t 1/3; r shown i
0/3; r imagine w 0/3; r hoping c 2/3; r feel c 2/3; r criticizes n 2/3; r worry t 2/3; r instructed n 1/3; r insisted i 0/3; r
assured c 3/3; r tweeted q 2/3; r published c 0/3; r feel w 0/3; r urging n 2/3; r focused on w 2/3; r assailed n 2/3; r
thought n 1/3; s vowed o 1/3; r worries n 0/3; r considers n 2/3; p announcing n 0/3; r predicted c 2/3; r talks about w 3/3;
r sought t 0/3; r write n 0/3; r fears c 1/3; r wrote i 0/3; r boasted of n 2/3; s say w 1/3; p explaining w 3/3; r complained
i 2/3; s continued n 0/3; r claimed o 0/3; r boasted t 3/3; r praises n 2/3; r accused q 3/3; r advises n 0/3; r made clear n
2/3; r projected i 0/3; r charged with n 0/3; r agreed to c 2/3; p emphasizing n 0/3; s wrote n 0/3; r recognized n 1/3; p
threatening o 1/3; r knew w 1/3; r laid out c 2/3; r declined i 1/3; r disputed n 2/3; s showed n 0/3; r believe w 1/3; r
regretted n 0/3; p challenging n 2/3; r passed c 0/3; r said o 1/3; r offered o 1/3; s supports n 0/3; r suggests n 1/3; r
acknowledged q 1/3; r contends t 3/3; r cited c 3/3; r required i 0/3; r signed q 1/3; r advised n 0/3; r sees q 2/3; r posted
c 0/3; r expects n 1/3; p attacking q 1/3; r doubt t 3/3; r offered q 2/3; r answered c 1/3; r charged t 3/3; r emailed n 0/3;
r sees i 0/3; r shared i 1/3; r called t 2/3; r found q 1/3; r acknowledges t 2/3; r talk about n 2/3; p noting n 1/3; p
explaining t 2/3; p adding c 2/3; p reminding t 3/3; r informed t 1/3; r added q 1/3; r remarked t 2/3; p accusing q 3/3; r
pledged t 2/3; r reiterated c 1/3; s say n 0/3; r threaten o 3/3; p looking n 0/3; r continued i 0/3; r allegations c 0/3; r
asks w 2/3; r signaled t 2/3; r promises o 2/3; p admitting t 1/3; p praising q 1/3; r endorsement of n 0/3; r blames n 2/3; p
telling q 1/3; r promising o 2/3; r concerns about n 0/3; r talked about c 1/3; r opposition to n 0/3; r acknowledged w 0/3; r
testified w 0/3; r admitted o 1/3; r asked about n 0/3; r realized c 1/3; r accuses q 3/3; r asked for n 1/3; r reports c 3/3;
r say i 0/3; r admits c 2/3;
"""
"""Entries ``rule form shape right/seen``. Shapes: t that, o to, w a question word, c a clause, q a quotation, n a thing,
i a preposition or adverb, T a day. A form of ``*`` stands for all that are not listed."""


def _table() -> dict[tuple[str, str, str], tuple[int, int]]:
    table: dict[tuple[str, str, str], tuple[int, int]] = {}
    for entry in filter(None, (entry.split() for entry in SHAPED.split(";"))):
        rule, *form, seen, numbers = entry
        right, _, whole = numbers.partition("/")
        table[rule, " ".join(form), seen] = int(right), int(whole)
    return table


_TABLE = _table()
_WEIGHT = 3.0
"""So many uses of any form weigh as much as the counted ones of this form."""


def share(rule: str, form: str, shape: str, general: float) -> float:
    """The share of uses of ``form`` with words of ``shape`` behind it that were right, drawn to ``general`` times that of all
    forms."""
    short = rule[:1]
    right, seen = _TABLE.get((short, form, shape), (0, 0))
    all_right, all_seen = _TABLE.get((short, "*", shape), (1, 2))
    return (right + _WEIGHT * general * all_right / all_seen) / (seen + _WEIGHT)
