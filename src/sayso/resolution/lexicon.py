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
    "witness father mother wife husband son daughter brother sister friend colleague u.s us uk eu"
)
"""Words before a name that are no part of it."""

PERSON_ROLES = _words(
    "president senator congressman congresswoman governor secretary minister premier chancellor mayor judge justice king queen "
    "monarch prince princess pope bishop ambassador general colonel captain chief sheriff professor director chairman "
    "chairwoman chair speaker leader candidate nominee frontrunner front-runner author writer editor founder owner billionaire "
    "businessman magnate mogul host actor singer coach former incumbent republican democrat rival lawmaker congresswoman "
    "prosecutor lawyer attorney"
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
    "critics many some others several most few experts analysts observers republicans democrats americans conservatives "
    "liberals voters supporters opponents advocates activists campaigners lawmakers economists scientists researchers "
    "historians scholars people everyone everybody all citizens protesters demonstrators fans users residents locals families "
    "leaders allies rivals skeptics sceptics commentators pundits journalists reporters media investors traders businesses "
    "companies politicians delegates students workers members respondents doctors parents farmers those detractors "
    "progressives moderates independents neither none backers both women men"
)

DOCUMENTS = _words(
    "report poll study survey email e-mail filing letter memo memorandum document transcript law tweet statement data figures "
    "statistics records indictment complaint lawsuit book ad advert advertisement video analysis research bill article "
    "article's census forecast paper audit review affidavit testimony ruling verdict contract treaty constitution resolution "
    "manifesto speech post message messages emails e-mails documents filings papers polls studies surveys reports tweets "
    "charges disclosures findings footage photograph photographs notice plan proposal proposals release bulletin sign banner "
    "caption headline editorial column op-ed modelling model index evidence results numbers budget guidelines rules"
)

OUTLETS = _words(
    "newspaper newspapers magazine network broadcaster tabloid website blog outlet outlets daily weekly channel station "
    "programme podcast newsletter"
)
OUTLET_NAMES = _words(
    "times post journal news herald tribune guardian telegraph gazette chronicle observer standard mirror sun mail express "
    "star globe courier examiner press online magazine today daily weekly review radio television tv fm cnn nbc abc cbs bbc "
    "itv msnbc cnbc npr pbs wire politico bulletin inquirer dispatch register sentinel monitor record argus echo advertiser "
    "nation intercept economist"
)
"""Last or only words of the names of outlets, as a general lexicon."""

BODIES = _words(
    "commission committee party ministry department council university college school institute institution inc corp ltd llc "
    "plc company group association agency bank court congress senate house government parliament administration campaign "
    "police union army forces military navy force bureau office authority authorities board foundation federation league club "
    "church hospital centre center team service services society coalition alliance network organization organisation cabinet "
    "embassy mission command regime rebels prosecutors legislature charity firm firms lab laboratory fund trust exchange "
    "assembly caucus treasury kremlin pentagon hamas nation nations watchdog regulator corporation directorate headquarters "
    "republic kingdom emirate city county district council’s officials' management jury tribunal panel guild cooperative "
    "co-operative brigade movement front militia taskforce task-force industry retailer airline manufacturer developer "
    "operator provider"
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
    "earlier later not is are was were"
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
    "he him his himself mr sir king prince lord spokesman congressman chairman businessman father husband son brother"
)
FEMALE = _words(
    "she her hers herself mrs ms miss dame queen princess lady spokeswoman congresswoman chairwoman businesswoman mother wife "
    "daughter sister"
)
