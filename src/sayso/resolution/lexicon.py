"""The words by which kinds of sources are told. General words only: no outlet, body or person is named but for countries and
agencies."""

from __future__ import annotations

from sayso.names.lexicon import BODIES as BODIES
from sayso.names.lexicon import COUNTRIES as COUNTRIES
from sayso.names.lexicon import DOCUMENTS as PAPERS
from sayso.names.lexicon import OPENERS as OPENERS
from sayso.names.lexicon import OUTLET_NAMES as OUTLET_NAMES
from sayso.names.lexicon import TITLES as TITLES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DOCUMENTS = PAPERS | _words(
    "modelling modeling submission proposals treaty amendment constitution footage website story accord charter decree statute "
    "ordinance directive brochure guidance handout factsheet checklist polling revelation discovery check inspection test scan"
)

PERSON_ROLES = _words(
    "member "
    "president senator congressman congresswoman governor secretary minister premier chancellor mayor judge justice king queen "
    "monarch prince princess pope bishop ambassador general colonel captain chief sheriff professor director chairman "
    "chairwoman chair speaker leader candidate nominee frontrunner front-runner author writer editor founder owner billionaire "
    "businessman magnate mogul host actor singer coach former incumbent republican democrat rival lawmaker "
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
    "somebody someone lawmaker supporter donor farmer shopkeeper mediator negotiator envoy delegate broker"
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
    "world nation electorate base commenters lot majority minority conventional tories christians "
    "muslims jews catholics evangelicals participants drivers parents-to-be nobody no-one"
)

OUTLETS = _words(
    "newspaper newspapers magazine network broadcaster tabloid website blog outlet outlets daily weekly channel station "
    "programme podcast newsletter"
)
SORTS = _words(
    "company group firm charity agency organization organisation consultancy startup start-up nonprofit non-profit "
    "think-tank thinktank retailer manufacturer maker operator developer airline insurer lender union watchdog regulator"
)
"""Sorts of bodies that stand before a name: "the market research firm Tallystick"."""

PRONOUNS = {
    "he": "one", "him": "one", "his": "one", "himself": "one", "she": "one", "her": "one", "herself": "one", "hers": "one",
    "they": "several", "them": "several", "their": "several", "it": "thing", "its": "thing",
    "i": "self", "we": "self", "me": "self", "my": "self", "our": "self", "us": "self",
    "who": "relative", "which": "relative", "that": "relative", "whose": "relative", "this": "thing", "you": "reader",
}  # fmt: skip
"""What a pronoun as a source stands for."""

EVENTS = _words(
    "convention awards award prize olympics cup championship championships games festival marathon war wars day week month "
    "treaty amendment era bowl series tour station airport stadium bridge tower avenue road square river island islands "
    "valley bay beach hill hills mountains coast park"
)
"""Last words of names that nobody bears."""

SECOND_HALVES = ("Herzegovina", "Tobago", "Barbuda", "Nevis", "Príncipe", "Principe", "the Grenadines", "Wales")
"""Second halves of the names of countries: "Bosnia and Herzegovina"."""

MALE = _words(
    "man boy guy gentleman grandfather uncle nephew policeman councilman he him his himself mr sir king prince lord "
    "spokesman congressman chairman businessman father husband son brother fisherman monarch"
)
FEMALE = _words(
    "woman girl lady grandmother aunt niece policewoman councilwoman she her hers herself mrs ms miss dame queen "
    "princess lady spokeswoman congresswoman chairwoman businesswoman mother wife daughter sister nurse widow actress "
    "mum mom"
)

KIN = _words(
    "wife husband mother father mom mum dad parent parents son sons daughter daughters sister sisters brother brothers "
    "aunt uncle cousin cousins grandmother grandfather niece nephew partner widow widower fiancee fiance ex-wife ex-husband "
    "friend friends colleague colleagues neighbour neighbours neighbor neighbors family relatives children kids "
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

LESSER = _words("deputy vice assistant acting former ex under junior associate shadow")
"""What makes another office of an office."""

CHANNELS = _words(
    "statement statements interview interviews speech letter letters e-mail email emails tweet tweets post posts memo rally "
    "briefing report video testimony hearing debate op-ed call address filing filings ruling motion brief message show podcast "
    "essay article documentary film book press-conference appearance forum town-hall column commentary blog programme program "
    "broadcast newscast livestream panel event campaign-stop papers documents breakfast gathering study analysis survey note "
    "newsletter feature editorial presentation lecture sermon meeting session summit conference convention gathering website "
    "site forum page memoir manifesto announcement ceremony vigil webinar testimony deposition affidavit"
)
"""Documents and occasions through which words reach print."""
PLATFORMS = ("Twitter", "Facebook", "Instagram", "Truth Social", "Telegram", "YouTube", "TikTok", "X", "Snapchat", "LinkedIn")
PROGRAMMES = _words("sunday morning nation press week tonight today night show union fire hour live insider download")
"""Last words of the names of programmes."""
AUDIENCES = _words("program programme show podcast magazine newspaper broadcaster station website agency channel network paper")
"""Sorts of outlets that stand before a name: "told the programme Coast Morning"."""
DATES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december"
)
ON_AIR = _words("radio tv television fm cnn nbc abc cbs bbc itv msnbc cnbc npr pbs broadcasting channel")
"""Last words of the names of stations."""

BORNE_BY_MEN = _words(
    "lucian piet joost henk kees lars bjorn sven gunnar abdul abdullah abe abel abraham adolf akira al alain aldo alec "
    "alessandro alexei alfonso alfred alistair allan allen alonzo alvaro alvin amir amit amos anand anatoly anders "
    "andreas andrei andres andy anil anton archie ari arjun armando arnaud arnold arturo ash ashok asif augustine axel "
    "aziz barney barry bashar bassam bilal blaine bobby brendon brent bryce byron caleb calvin carlo carlton casey cecil "
    "cedric cesar chandra chen chester chet claude clay clayton cliff clifford clint clinton clive cody cole conor "
    "conrad cory cyril damian damien damon darrell darryl darius davis declan demetrius denis desmond devin diego dieter "
    "dirk dmitri dmitry domenic dominick domingo donnie dwayne dwight dylan earl eduardo edmund efrain eli elijah elias "
    "eliot ellis elon emanuel emil emilio enrico enrique erik ernesto ethan eugene ezra fabian fabio faisal farid farouk "
    "felipe fergus floyd francesco francois fred freddie gabriel garrett gaston gavin geert gennady gerard gerhard "
    "gianni gideon gilbert gilles giorgio giovanni giuseppe glen glenn gonzalo grayson gunter gus gustavo hamid hamza "
    "hank hari harley harrison harvey hector heinrich henri herman hideo hiroshi horace hubert hugo humza hunter igor "
    "ilya imran irving isaac ismail isaiah ivor jackson jacques jad jai jamal jan janos jaroslav jed jens jerome jeroen "
    "joachim joakim joao joaquin jockey jody johan johann josef josip juergen jurgen kamal karim kareem karsten kaspar "
    "keir kelvin kendall kenji kenny kent kenzo kieran kirk klaus kofi konstantin kristian kurt kwame kwasi lamar lane "
    "laurent lev levi lionel lloyd lorenzo lou loren lowell luca luciano lukas luther lyle lyndon mahmoud mahmud manfred "
    "manny manu marcel marcelo marcos mariano markus marshall masoud mateo mathew mathias matteo matthias mauricio "
    "maximilian mehdi mehmet melvin micah mick mickey mikael mikhail miles milo milton miroslav mohammad mohsen monty "
    "moses murray mustafa myles myron naftali narendra nasser nat nate nathaniel naveen ned neville niall nico nicolas "
    "nikolai nikolas niles nils noel nouri olaf olaf ole oleg olivier omar orlando orrin osama otis otto owen paolo pat "
    "patrice percy perry petr petro philippe pierce pieter prakash preston quentin quincy rahul raj rajesh ralf rami "
    "ramesh ramiro raphael rashid raul ravi ray reginald reinhold rene reuben rhys rich richie ricky riley rishi robbie "
    "roderick rodrigo rohan roland rolf roman romeo ronan ronnie rowan ruben rudolf rudolph rudy rufus saad sadiq saeed "
    "sajid salim salvador salvatore sami sandy sanjay santiago saul scot sebastien sergey sherman sid silvio simeon "
    "slobodan solomon spencer stan stefan stefano stephan steffen stewart sunil sven tariq taylor ted teddy terry thabo "
    "thaddeus theo theodore thierry tobias tomas tomasz toni tristan tucker ty ulrich umar uri vaclav valentin vance "
    "vaughn vernon viktor vijay vikram vince virgil vitaly vivek vlad volodymyr wade walt wang ward wesley wilbur wiley "
    "wilfred willie wolfgang woody yair yann yannick yasser yevgeny yoshi yosef youssef yuri yves zac zach zack zane "
    "zayn zeke zoltan"
)
BORNE_BY_WOMEN = _words(
    "ada adele adriana adrienne agatha aileen aimee ayesha alana alba alexa alexis alicia alina alma alyssa amal amina "
    "amira amina ana anastasia angelica angie anika anita anja anjali annabel anneke annalena antoinette antonia ariana "
    "arlene asha astrid aurora ava ayanna azra barbra beatriz bella belinda benazir bernice bertha betsy bettina bianca "
    "birgit blanca brianna brigitte brittany camila candace candice carina cara carey carissa carole carolina cassandra "
    "cassie cecilia cecile celeste celia chantal charlene charmaine chiara christa christiane chrissy ciara cindi "
    "clarissa clemence constance consuelo cora cordelia corinne cornelia courtney cristina daisy dalia daniela daphne "
    "darlene deb debbie deirdre delia delores desiree destiny diya dina dolores dominique doreen dorothea eden edna "
    "effie ekaterina elaina elsa eleni elise elisa eliza elissa ellie eloise elsie emilia emilie erika ernestine estelle "
    "esperanza ethel eugenia eunice evangeline eve farah fay felicia felicity fern fiona francesca francine freya frida "
    "gayle genevieve georgette georgina geraldine germaine gertrude gianna gigi gillian ginger giselle giulia gladys "
    "glenda golda gretchen guadalupe gwen gwendolyn gwyneth hailey hala hana hanan hanna hedwig helga henrietta hilda "
    "hillary hope huda ileana ilana ilhan imelda imogen indira ines inga ingrid irina irma isha isobel ivanna ivy "
    "jacinda jackie jada jaime jamie jana janelle janette janie jayne jeanette jeannie jenifer jessie jo jocelyn jodi "
    "johanna jolene josefina josie joyce juana jude judi jules juliana julianne juliet juliette justine kaitlyn kara "
    "karin karina karla kathie katherine katharine kathy katja katrina katy kay kaya keira kellyanne kendra kerry "
    "khadija kiara kiera kira kirsty kitty klara kristi kristina kristine krystal kyra lana lara latoya laurel laurie "
    "laverne layla lea leanne leila lena leona leonor leticia lexi lilian liliana lina lindsay lindsey linh livia lola "
    "lorena lorraine lottie louisa lucie lucille lucinda lucy luisa luz lynda lynette lynne mabel mackenzie madeline "
    "madison magda magdalena mai maia mandy mara marcella marcelle margarita margery margie marguerite mariah mariam "
    "mariana marianne maribel marielle marine mariko marisa marisol marissa marla marlene marta martina maryam matilda "
    "maud maura mavis maya meera megyn mei melody mercy meredith mia michaela michele mila milena millie mimi mindy "
    "minnie mira miranda mitzi moira molly mona monique muriel myra myrtle nadine najat nan nanette natalia nell nellie "
    "nettie nicki nicolette nikita noor nora noreen norma nour oksana olena olive ophelia oprah paige paloma parisa "
    "patrice patty pearl peggy perla petra philippa pilar pippa polly poppy portia preeti priya priyanka qiu rachael "
    "raquel reba reem rena rhoda rhonda ria rina roberta rochelle romy rosalie rosalind rosanna roseanne rosie rowena "
    "roxana sade sadie saima sakura salma samira sandy sasha savannah scarlett selena selma serena shana shanice sheena "
    "shelly sheryl shirin shreya sienna sigrid simone sinead siobhan sofia soledad sondra soraya stacie stefanie steffi "
    "sunita susanna susannah suzan suzy svetlana sybil tabitha talia tamar tamika tania tatiana teri tess tessa thelma "
    "therese tiana toni tonya tracey tricia trina trish trudy tulsi uma una valentina valeria velma vera verna vicki "
    "vicky victoire viola vivienne wilhelmina willa wilma winifred winnie winona yael yara yasmine yelena yoko ysabel "
    "yuki yulia yvette zadie zainab zara zelda zena zoe zora"
)
"""More given names that are mostly borne by men, and by women; a name of both lists shows nothing."""
