"""The words by which kinds of sources are told. General words only: no outlet, body or person is named but for countries and
agencies."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "mr mrs ms miss dr sir dame lord lady prof rev hon sen rep gov gen lt col maj sgt capt cmdr adm pres president "
    "vice-president senator congressman congresswoman representative governor secretary minister prime foreign chancellor "
    "mayor judge justice king queen prince princess pope bishop archbishop cardinal imam rabbi sheikh ambassador general "
    "lieutenant colonel major sergeant captain commander admiral chief inspector detective superintendent constable sheriff "
    "professor doctor director chairman chairwoman chair speaker leader spokesman spokeswoman spokesperson candidate nominee "
    "frontrunner front-runner hopeful strategist pollster adviser advisor aide analyst economist expert editor reporter "
    "journalist correspondent author writer columnist host anchor actor actress singer coach player manager executive officer "
    "ceo founder co-founder owner lawyer attorney prosecutor lawmaker councillor councilman councilwoman commissioner "
    "republican democrat conservative liberal labour independent mp msp msps md phd activist resident voter neighbour neighbor "
    "former ex deputy assistant acting senior junior vice interior defense defence finance health information undersecretary "
    "state billionaire businessman businesswoman historian scientist researcher scholar fellow student teacher farmer driver "
    "witness father mother wife husband son daughter brother sister friend colleague u.s us uk eu "
    "monarch premier deputies vice-presidential presidential coroner nurse fisherman priest press campaign-manager co-ceo "
    "cfo cto coo cpl pfc vp svp evp evangelist minority majority whip archdeacon canon barrister solicitor surgeon pastor "
    "magnate rapper comedian filmmaker director-general secretary-general governor-general incumbent then-president then- "
    "candidate ex-president supreme court first"
)
"""Words before a name that are no part of it."""

PERSON_ROLES = _words(
    "member "
    "president senator congressman congresswoman governor secretary minister premier chancellor mayor judge justice king queen "
    "monarch prince princess pope bishop ambassador general colonel captain chief sheriff professor director chairman "
    "chairwoman chair speaker leader candidate nominee frontrunner front-runner author writer editor founder owner billionaire "
    "businessman magnate mogul host actor singer coach former incumbent republican democrat rival lawmaker congresswoman "
    "prosecutor lawyer attorney "
    "spokesman spokeswoman spokesperson coroner nurse fisherman priest teacher mp legislator analyst economist pollster "
    "strategist adviser advisor aide scientist researcher historian reporter journalist correspondent columnist doctor "
    "surgeon physician officer manager player farmer driver student activist organizer organiser resident veteran survivor "
    "engineer inspector consultant planner co-ceo ceo cfo executive president-elect vice-president commissioner commander "
    "inventor wife husband mother father son daughter sister brother widow rapper filmmaker comedian expert"
)
"""Roles that usually mean somebody whom the article names ("the minister said")."""

UNNAMED = _words(
    "official source spokesman spokeswoman spokesperson spokespeople aide adviser advisor insider diplomat officer person man "
    "woman boy girl witness operative staffer employee worker resident neighbour neighbor friend relative colleague driver "
    "doctor nurse student teacher soldier commander contractor lawyer attorney prosecutor investigator detective survivor "
    "victim mother father passenger passer-by bystander caller voter reader user accuser representative agent strategist one "
    "somebody someone lawmaker supporter donor farmer shopkeeper"
)
"""Somebody specific whom the reader is not told the name of; also in the plural."""

COLLECTIVE = _words(
    "reviewers forecasters owners councillors councilors "
    "critics many some others several most few experts analysts observers republicans democrats americans conservatives "
    "liberals voters supporters opponents advocates activists campaigners lawmakers economists scientists researchers "
    "historians scholars people everyone everybody all citizens protesters demonstrators fans users residents locals families "
    "leaders allies rivals skeptics sceptics commentators pundits journalists reporters media investors traders businesses "
    "companies politicians delegates students workers members respondents doctors parents farmers those detractors "
    "progressives moderates independents neither none backers both women men "
    "donors percent community public left right millennials renters landlords teens teenagers folks consumers britons "
    "teachers nurses patients immigrants refugees movement protestors rallygoers attendees audience crowd viewers listeners "
    "officials-in-general world nation electorate base commenters lot majority minority conventional tories christians "
    "muslims jews catholics evangelicals participants drivers parents-to-be delegates-at-large"
)

DOCUMENTS = _words(
    "list experiment experiments memoir manual placard ledger ledgers log diary label handbook rule clause inscription "
    "report poll study survey email e-mail filing letter memo memorandum document transcript law tweet statement data figures "
    "statistics records indictment complaint lawsuit book ad advert advertisement video analysis research bill article "
    "article's census forecast paper audit review affidavit testimony ruling verdict contract treaty constitution resolution "
    "manifesto speech post message messages emails e-mails documents filings papers polls studies surveys reports tweets "
    "charges disclosures findings footage photograph photographs notice plan proposal proposals release bulletin sign banner "
    "caption headline editorial column op-ed modelling model index evidence results numbers budget guidelines rules "
    "motion submission brief song film documentary movie card note readings reading average averages information amendment "
    "clause section act mandate modeling pamphlet questionnaire press-release communique communiqué notes account forecasts "
    "projections estimate estimates assessment dossier script play novel piece feature op-eds commentary page pages website "
    "site pact agreement deal lyrics slogan graphic chart map calculation calculations"
)

OUTLETS = _words(
    "newspaper newspapers magazine network broadcaster tabloid website blog outlet outlets daily weekly channel station "
    "programme podcast newsletter"
)
OUTLET_NAMES = _words(
    "times post journal news herald tribune guardian telegraph gazette chronicle observer standard mirror sun mail express "
    "star globe courier examiner press online magazine today daily weekly review radio television tv fm cnn nbc abc cbs bbc "
    "itv msnbc cnbc npr pbs wire politico bulletin inquirer dispatch register sentinel monitor record argus echo advertiser "
    "nation intercept economist digital "
    "insider broadcasting newsnight beacon slate politifact techcrunch realclearpolitics huffpost breitbart axios bloomberg "
    "vox fivethirtyeight newsweek buzzfeed tidings reporter almanack leader pulse newswire "
    "atlantic spectator"
)
"""Last or only words of the names of outlets, as a general lexicon."""

BODIES = _words(
    "works line "
    "commission committee party ministry department council university college school institute institution inc corp ltd llc "
    "plc company group association agency bank court congress senate house government parliament administration campaign "
    "police union army forces military navy force bureau office authority authorities board foundation federation league club "
    "church hospital centre center team service services society coalition alliance network organization organisation cabinet "
    "embassy mission command regime rebels legislature charity firm firms lab laboratory fund trust exchange "
    "assembly caucus treasury kremlin pentagon hamas nation nations watchdog regulator corporation directorate headquarters "
    "republic kingdom emirate city county district council’s officials' management jury tribunal panel guild cooperative "
    "co-operative brigade movement front militia taskforce task-force industry retailer airline manufacturer developer "
    "operator provider "
    "crossings airways airlines motors holdings industries technologies partners systems labs pharmaceuticals brothers sons "
    "teamsters observatory museum archive library patrol guard academy conference summit registry parish diocese brewery "
    "railway port chamber fighters defenders watch international states corps conservatives labour labor tories fed taliban "
    "side country campaigns"
)

COUNTRIES = _words(
    "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium "
    "bolivia bosnia botswana brazil britain bulgaria cambodia cameroon canada chad chile china colombia congo croatia cuba "
    "cyprus denmark ecuador egypt england eritrea estonia ethiopia europe finland france gaza georgia germany ghana greece "
    "guatemala guinea haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan "
    "kazakhstan kenya korea kosovo kuwait kyrgyzstan laos latvia lebanon liberia libya lithuania luxembourg madagascar malawi "
    "malaysia mali malta mexico moldova mongolia montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua "
    "niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda "
    "scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan "
    "tanzania thailand tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia "
    "zimbabwe washington beijing moscow tehran brussels"
)

OPENERS = _words(
    "the of and for al a an although but when while in on at as if after before since because though however meanwhile "
    "according this that these those his her its their our my some many most both all by from with to so yet still then last "
    "earlier later not is are was were "
    "he she they it we i you who what which where why how no yes there here here’s that’s it’s even just only also until "
    "unless despite besides under over between among around during per one two three four five six seven eight nine ten "
    "several every each other another such now today yesterday tomorrow once again instead finally perhaps maybe first "
    "second third next more less much like unlike out up down into onto your whose let please thanks about against without "
    "within across toward towards upon via moreover nevertheless nonetheless otherwise soon shortly asked pressed given "
    "citing monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
"""Words that a capital at the beginning of a sentence does not make part of a name."""

PRONOUNS = {
    "he": "one", "him": "one", "his": "one", "himself": "one", "she": "one", "her": "one", "herself": "one", "hers": "one",
    "they": "several", "them": "several", "their": "several", "it": "thing", "its": "thing",
    "i": "self", "we": "self", "me": "self", "my": "self", "our": "self", "us": "self",
    "who": "relative", "which": "relative", "that": "relative", "whose": "relative", "this": "thing", "you": "reader",
}  # fmt: skip
"""What a pronoun as a source stands for."""

MALE = _words(
    "he him his himself mr sir king prince lord spokesman congressman chairman businessman father husband son brother "
    "fisherman monarch"
)
FEMALE = _words(
    "she her hers herself mrs ms miss dame queen princess lady spokeswoman congresswoman chairwoman businesswoman mother wife "
    "daughter sister "
    "nurse widow actress mum mom"
)

GIVEN_MALE = _words(
    "aaron adam adrian ahmed alan albert alejandro alex alexander ali andre andrew angelo anthony antonio arthur barack "
    "ben benjamin bernard bernie bill billy bob boris brad brandon brendan brett brian bruce bryan cameron carl carlos "
    "charles charlie chris christian christopher chuck clarence colin craig curtis dale dan daniel danny darren dave "
    "david dean dennis derek dick dominic donald doug douglas duncan dustin ed eddie edgar edward edwin elliot emmanuel "
    "eric ernest evan felix fernando francis francisco frank franklin fred frederick gareth gary gavin gene geoff "
    "geoffrey george gerald gerard gordon graham grant greg gregory guy hans harold harry hassan henry herbert howard "
    "hugh hussein ian ibrahim ivan jack jacob jake james jamie jared jason javier jay jeff jeffrey jeremy jerome jerry "
    "jesse jim jimmy joe joel john johnny jon jonathan jorge jose joseph josh joshua juan julian justin karl keith ken "
    "kenneth kevin khalid kyle lance larry lars lawrence lee len leo leon leonard lester lewis liam lindsey lloyd logan "
    "louis lucas luis luke malcolm manuel marc marco marcus mario mark martin marvin matt matthew maurice max michael "
    "miguel mike mitch mitt mohamed mohammad mohammed morgan moshe nathan neil nelson nicholas nick nigel noah norman "
    "oliver oscar owen pablo patrick paul pedro pete peter phil philip phillip pierre rafael ralph ramon randy raymond "
    "rex ricardo richard rick rob robert roberto robin rodney roger roland ron ronald rory ross roy rupert rush russell "
    "ryan salman sam samuel scott sean sebastian sergei sergio seth shane shaun shawn sidney simon stanley stephen steve "
    "steven stuart ted terrence terry thomas tim timothy toby todd tom tommy tony travis trevor tyler vernon victor "
    "vincent vladimir wallace walter warren wayne will william winston xavier yusuf zachary"
)
GIVEN_FEMALE = _words(
    "abigail agnes aisha alexandra alice alison allison amanda amber amelia amy andrea angela angelina ann anna anne "
    "annette annie april ashley audrey barbara beatrice becky bernadette beth betty beverly bonnie brenda bridget caitlin "
    "camille carla carly carmen carol caroline carolyn carrie catherine cathy charlotte chelsea cheryl chloe christina "
    "christine cindy claire clara claudia colleen connie cynthia dana danielle dawn deborah debra denise diana diane "
    "donna dora doris dorothy edith eileen elaine eleanor elena elizabeth ella ellen emily emma erica erin esther eva "
    "evelyn faith fatima fiona florence frances gabriela gail gemma gennifer georgia gina giorgia gloria grace greta "
    "hannah harriet hazel heather heidi helen helena hilary hillary holly ida ingrid irene iris isabel isabella ivana "
    "ivanka jackie jacqueline jane janet janice jasmine jean jeanne jenna jennifer jenny jessica jill joan joanna joanne "
    "josephine joy joyce juanita judith judy julia julie june kamala karen kate katherine kathleen kathryn kathy katie "
    "kayla keisha kelly kelsey kim kimberly kirsten kristen kristin laura lauren leah leslie lillian lily linda lisa liz "
    "lois loretta lori louise lucia lucy lydia lynn madeleine maggie marcia margaret margot maria marie marilyn marina "
    "marjorie martha mary maureen maxine megan melania melanie melinda melissa mercedes michelle mildred miriam molly "
    "monica nadia nancy naomi natalie natasha nicola nicole nikki nina nora olga olivia pamela patricia patty paula "
    "pauline peggy penny phoebe phyllis priscilla rachel rebecca regina renee rita roberta rosa rose rosemary roxanne "
    "ruby ruth sabrina sally samantha sandra sara sarah shannon sharon sheila shelley sherry shirley silvia sonia sophia "
    "sophie stacey stacy stella stephanie sue susan suzanne sylvia tamara tammy tanya tara teresa theresa tiffany tina "
    "tracy ursula valerie vanessa vera veronica victoria violet virginia vivian wanda wendy whitney yasmin yolanda yvonne "
    "zoe"
)
"""Given names that are mostly borne by men, and by women."""

KIN = _words(
    "wife husband mother father mom mum dad parent parents son sons daughter daughters sister sisters brother brothers "
    "aunt uncle cousin cousins grandmother grandfather niece nephew partner widow widower fiancee fiance ex-wife ex- "
    "husband friend friends colleague colleagues neighbour neighbours neighbor neighbors family relatives children kids "
    "child"
)
"""Those who belong to somebody: "her mother"."""

SAME_ROLE = {
    "attorney": "lawyer", "counsel": "lawyer", "barrister": "lawyer", "solicitor": "lawyer",
    "sen": "senator", "rep": "congressman", "congresswoman": "congressman", "representative": "congressman",
    "lawmaker": "lawmaker", "gov": "governor", "justice": "judge", "pres": "president", "prof": "professor",
    "panel": "committee", "candidate": "nominee", "firm": "company", "vendor": "company", "startup": "company",
    "newspaper": "paper", "daily": "paper", "weekly": "paper", "broadcaster": "network", "station": "network",
    "premier": "minister", "tycoon": "billionaire", "mogul": "billionaire", "magnate": "billionaire",
    "businesswoman": "businessman", "chairwoman": "chairman", "chair": "chairman", "frontman": "singer", "team": "campaign",
    "spokesperson": "spokesman", "spokeswoman": "spokesman", "nonprofit": "charity", "org": "organisation",
    "organization": "organisation", "documentary": "film", "movie": "film", "e-mail": "email", "survey": "poll",
    "adviser": "advisor", "king": "monarch", "queen": "monarch", "doctor": "doctor", "dr": "doctor",
}  # fmt: skip
"""Words for one and the same role, each by the one that stands for all."""

WIDER_ROLE = {
    "lawmaker": _words("senator congressman mp legislator member"),
    "politician": _words("senator congressman mp minister mayor governor nominee president lawmaker"),
    "official": _words("secretary commissioner director"),
    "leader": _words("head president chairman"),
    "head": _words("leader director chief"),
    "chief": _words("head director"),
}  # fmt: skip
"""Roles that a wider word can mean."""

NUMBERS = _words("one two three four five six seven eight nine ten eleven twelve dozen dozens hundreds scores")
QUANTITIES = _words("majority minority percent third quarter half handful number most many some lot lots plurality few all")
ADJECTIVES = _words(
    "new old young veteran longtime long-time prominent popular local national federal conservative liberal progressive human "
    "civil political presidential vice-presidential embattled outgoing incoming newly-elected late chief top leading british "
    "american french german russian chinese israeli iranian fellow rival homeless homelessness online rightwing "
    "leftwing right-wing left-wing far-right far-left republican democratic talk radio current then celebrity medical legal "
    "event district supreme court press campaign house senate state white foreign "
    "running mate board"
)
"""Words that may stand before a name and its titles."""

DAYS = _words("monday tuesday wednesday thursday friday saturday sunday january february")

HEADLINE_VERBS = _words(
    "is was are were be has have had will won’t won't would says say said asks ask asking asked calls call called gets get got "
    "goes makes made takes took wants urges tells told seeks slams hits backs denies claims shows rejects endorses gives "
    "exploits leads wins won loses lost doesn’t doesn't didn’t didn't isn’t isn't can could should may’ve does did do"
)
"""Verbs that a headline in capitals puts behind a name."""
LESSER = _words("deputy vice assistant acting former ex under junior associate shadow")
"""What makes another office of an office."""

CHANNELS = _words(
    "statement statements interview interviews speech letter letters e-mail email emails tweet tweets post posts memo rally "
    "briefing report video testimony hearing debate op-ed call address filing filings ruling motion brief message show podcast "
    "essay article documentary film book press-conference appearance forum town-hall column commentary blog programme program "
    "broadcast newscast livestream panel event campaign-stop papers documents breakfast gathering study analysis survey note "
    "newsletter feature editorial presentation lecture sermon meeting session"
)
"""Documents and occasions through which words reach print."""
PLATFORMS = ("Twitter", "Facebook", "Instagram", "Truth Social", "Telegram", "YouTube", "TikTok", "X", "Snapchat", "LinkedIn")
PROGRAMMES = _words("sunday morning nation press week tonight today night show union fire hour live insider download")
"""Last words of the names of programmes."""
ON_AIR = _words("radio tv television fm cnn nbc abc cbs bbc itv msnbc cnbc npr pbs broadcasting channel")
"""Last words of the names of stations."""
