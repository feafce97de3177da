"""Words by which names are found and told apart: titles, given names, words of bodies and outlets, places, and the words that
begin sentences.

General words and plain facts only (countries, large cities, peoples). Nothing here is counted on a page that sayso is measured
by.
"""

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
    "candidate ex-president supreme court first airman seaman trooper private corporal pvt cpl envoy negotiator mediator"
)
"""Words before a name that are no part of it."""

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
    "side country campaigns street palace alliance bloc chain consultancy"
)

OUTLET_NAMES = _words(
    "times post journal news herald tribune guardian telegraph gazette chronicle observer standard mirror sun mail express "
    "star globe courier examiner press online magazine today daily weekly review radio television tv fm cnn nbc abc cbs bbc "
    "itv msnbc cnbc npr pbs wire politico bulletin inquirer dispatch register sentinel monitor record argus echo advertiser "
    "nation intercept economist digital "
    "insider broadcasting newsnight beacon slate politifact techcrunch realclearpolitics huffpost breitbart axios bloomberg "
    "vox fivethirtyeight newsweek buzzfeed tidings reporter almanack leader pulse newswire "
    "atlantic spectator sports"
)
"""Last or only words of the names of outlets, as a general lexicon."""

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

DAYS = _words("monday tuesday wednesday thursday friday saturday sunday january february")

HEADLINE_VERBS = _words(
    "is was are were be has have had will won’t won't would says say said asks ask asking asked calls call called gets get got "
    "goes makes made takes took wants urges tells told seeks slams hits backs denies claims shows rejects endorses gives "
    "exploits leads wins won loses lost doesn’t doesn't didn’t didn't isn’t isn't can could should may’ve does did do"
)
"""Verbs that a headline in capitals puts behind a name."""

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
    "site pact agreement deal lyrics slogan graphic chart map calculation calculations tally tallies toll remark remarks "
    "heading photo photos picture pictures image images placards booklet leaflet leaflets indicator indicators returns truce"
)

COMMON = _words(
    "absent abstract activists actress additional addressing advertisement advisers ahead aides almost along alongside "
    "already amid analysts any anyone anything appearing approval attacks back based be behind being best beyond big boys "
    "breaking building business call campaign can candidates can’t children click close companies conservative "
    "conservatives contributing correction could couldn’t credit critics current data days democracy depending detectives "
    "did didn’t digital do doctors does don’t dozens economic economists editor’s either elections email employees enter "
    "entering establishment evening events ever everybody everyone everything except exclusive exit experts facing families "
    "fans feel few find firefighters follow following footage foreign former friends full fundraising further get girls go "
    "going good governor growing gun guns hacker had has have having hey he’ll he’s higher holding hopefully hours hundreds "
    "image images imagine immigrants immigration including indeed independents inside investigators investors ironically "
    "isn’t i’d i’ll i’m i’ve judges kids late law lawyers leaders letters let’s liberal listen little local look looking "
    "losing low luckily mainstream major make making media meet members men millennials millions minutes moments morning "
    "multiple neither never newsletter nobody none nor nothing noting off officers officials often oh ok okay opponents "
    "opposition or organizers others outside overall parents part people photo photos pictures players plus pointing police "
    "political politicians politics poll polling polls presidential presumptive prices prior private profits proponents "
    "prosecutors protesters public published questions radical rain rather reached read real recalling reflecting regarding "
    "regardless related remember report reporters reporting rescuers researchers residents respondents retired revealed "
    "right rival sadly sales scientists see share shares she’s should sign small snow soldiers something sometimes sorry "
    "source sources speaking standing stop students subscribe support supporters sure take taking talk teachers "
    "temperatures terrorism thank therefore there’s they’re they’ve things thousands through throughout thus time together "
    "too top trailing trust unemployment unfortunately updated using very video videos voters wait wasn’t watch well we’ll "
    "we’re we’ve whatever what’s whether whoever who’s why’s will win winning women won’t workers working would young "
    "you’ll you’re you’ve"
)
"""Words that begin sentences far more often than they are names, counted on PolNeAR's training split (in three articles or
more, and elsewhere in lower case eight times as often as not), with a few that any page has."""

SORTS_OF_PEOPLE = _words(
    "people women men children girls boys workers farmers teachers students veterans nurses miners writers players lawyers "
    "doctors soldiers pensioners parents tenants fishermen boatmen seamen firefighters journalists consumers peasants"
)
"""Of whom bodies have their names: "Children's Hospital"."""

PEOPLES = _words(
    "afghan african albanian algerian american anglican angolan arab argentine argentinian armenian asian australian "
    "austrian azerbaijani bahraini bangladeshi baptist belarusian belgian bengali bolivian bosnian brazilian british briton "
    "buddhist bulgarian californian cambodian cameroonian canadian caribbean catholic chechen chilean chinese christian "
    "colombian communist congolese conservative cornish croatian cuban cypriot czech danish democrat democratic dominican "
    "dutch ecuadorian egyptian emirati english eritrean estonian ethiopian european evangelical filipino finnish flemish "
    "floridian french georgian german ghanaian gop greek guatemalan haitian hawaiian hindu hispanic honduran hungarian "
    "icelandic indian indonesian iranian iraqi irish islamic islamist israeli italian jamaican japanese jew jewish "
    "jordanian kazakh kenyan korean kosovar kurd kurdish kuwaiti latin latina latino latvian lebanese liberian libyan "
    "lithuanian londoner malaysian maltese marxist methodist mexican moldovan mongolian mormon moroccan mozambican muslim "
    "nazi nepalese nepali nicaraguan nigerian norwegian omani orthodox pakistani palestinian panamanian paraguayan parisian "
    "persian peruvian polish portuguese protestant qatari republican roman romanian russian rwandan saudi scandinavian "
    "scottish senegalese serbian shia shiite sikh singaporean slovak slovenian socialist somali spaniard spanish sudanese "
    "sunni swedish swiss syrian taiwanese tanzanian texan thai tibetan tory tunisian turk turkish turkmen ugandan uighur "
    "ukrainian uruguayan uyghur uzbek venezuelan vietnamese welsh yemeni zambian zimbabwean zionist"
)
"""Words for where somebody comes from, what they believe, or for which party they are; the plural has an s."""

PLACES = (
    _words(
        "abuja accra addis adelaide africa alabama alaska alberta aleppo algiers america americas amsterdam ankara antarctica "
        "arctic arizona arkansas asia athens atlanta atlantic auckland austin baghdad balkans baltimore bangalore bangkok "
        "barcelona basra beijing beirut belfast belgrade berlin birmingham boston brisbane bristol bronx brooklyn brussels "
        "bucharest budapest cairo calgary california canberra cardiff caribbean charlotte chennai chicago cincinnati "
        "cleveland cologne colombo colorado connecticut copenhagen cornwall crimea d.c dakar dallas damascus dc delaware "
        "delhi denver detroit dhaka doha donetsk dubai dublin durban edinburgh edmonton essex florida frankfurt geneva "
        "georgia glasgow guangzhou haifa hamburg hanoi harare harlem hawaii helsinki hollywood houston idaho illinois indiana "
        "indianapolis iowa islamabad istanbul jakarta jeddah jerusalem johannesburg kabul kampala kandahar kansas karachi "
        "kashmir kathmandu kent kentucky kharkiv khartoum kiev kigali kinshasa kolkata kurdistan kyiv lagos lahore leeds "
        "lisbon liverpool london louisiana luanda luhansk lusaka lyon madrid maine manchester manhattan manila manitoba "
        "marseille maryland massachusetts mecca mediterranean melbourne memphis miami michigan milan milwaukee minneapolis "
        "minnesota minsk mississippi missouri mogadishu montana montreal moscow mosul mumbai munich nairobi naples nashville "
        "nebraska nevada newcastle newfoundland nottingham oakland odesa ohio oklahoma ontario oregon orlando osaka oslo "
        "ottawa pacific paris pennsylvania perth philadelphia phoenix pittsburgh portland prague pretoria pyongyang quebec "
        "queens queensland rabat rafah ramallah reykjavik riga riyadh rome rotterdam sacramento saskatchewan scandinavia "
        "seattle seoul shanghai sheffield shenzhen singapore sofia stockholm surrey sydney taipei tallinn tampa tasmania "
        "tehran tennessee texas tibet tokyo toronto tripoli tunis u.k u.s u.s.a uae uk us usa utah vancouver venice vermont "
        "victoria vienna vilnius virginia warsaw washington winnipeg wisconsin wuhan wyoming xinjiang yangon yorkshire yukon "
        "zagreb zurich"
    )
    | COUNTRIES
    | frozenset(
        (
            "abu dhabi, black sea, british columbia, buenos aires, burkina faso, cape town, central america, costa rica, "
            "czech republic, dominican republic, el salvador, english channel, gaza strip, ho chi minh city, hong kong, "
            "ivory coast, kansas city, kuala lumpur, las vegas, latin america, los angeles, mexico city, middle east, "
            "new brunswick, new delhi, new england, new hampshire, new jersey, new mexico, new orleans, new south wales, "
            "new york, new york city, new zealand, north america, north carolina, north dakota, north korea, "
            "northern ireland, nova scotia, papua new guinea, persian gulf, puerto rico, red sea, rhode island, "
            "rio de janeiro, salt lake city, san antonio, san diego, san francisco, sao paulo, saudi arabia, "
            "sierra leone, silicon valley, south africa, south america, south australia, south carolina, south china sea, "
            "south dakota, south korea, south sudan, sri lanka, st petersburg, st. louis, st. petersburg, tel aviv, "
            "united arab emirates, united kingdom, united states, washington d.c, west bank, west virginia, "
            "western australia"
        ).split(", ")
    )
)
"""Places that any reader knows: countries, parts of the world, states, large cities."""

PLACE_HEADS = _words(
    "county street avenue road lane boulevard highway square park river lake island islands beach bay valley mountain "
    "mountains hills coast strait peninsula province village town township airport bridge desert forest canal creek harbour "
    "harbor falls springs heights ocean sea gulf canyon cape strip"
)
"""Last words of the names of places."""

PLACE_LEADS = _words(
    "lake mount fort port cape gulf isle strait bay north south east west northern southern eastern western central"
)
"""First words of the names of places."""

PORTFOLIOS = _words(
    "health human education energy environment environmental food drug agriculture fisheries housing urban transport "
    "transportation trade industry justice science technology culture media sport sports arts labor labour welfare social "
    "security securities commerce business finance interior foreign defence defense development planning research innovation "
    "families children communities control prevention alcohol tobacco firearms customs immigration exchange medicine "
    "engineering climate change economics humanities statistics budget policy management oversight reform skills pensions "
    "work revenue"
)
"""What offices are for: the words that "and" joins within a name ("Food and Drug Administration")."""

NUMBERED = _words(
    "section sections article chapter part page pages no no. nos. number numbers room route highway flight figure fig fig. "
    "table title item proposition prop amendment phase level group tier type class grade game round week day step question "
    "line channel interstate volume vol vol. episode season unit district ward precinct category model mark version rule "
    "bill resolution book act scene apartment apt suite box lane gate platform pier zone stage area formula exhibit "
    "schedule appendix clause paragraph para psalm local column verse sonnet opus track disc run cell dorm hall house issue "
    "floor division league century size building bus train top code extension ext ext. call phone tel tel. us i i- rte isbn "
    "id ticket lot order case docket count measure initiative"
)
"""Words before a number that only tells one thing from others: "Section 3"."""

NO_NAMES = _words(
    "tv ceo cfo cto coo gdp dna ad ads pm am id ok pr hr pc phd mp mps vip atm sms gps usb cv suv suvs url faq ai hiv a.m p.m "
    "photo photos photograph photographs image images picture pictures credit credits video videos file live breaking "
    "exclusive "
    "plaque advertisement comments comment share save menu more rsvp cctv pdf app apps internet web god bible i’m i’d i’ve "
    "i’ll i'm i'd i've i'll mr mrs ms dr jr sr st inc ltd llc co vs"
)
"""Words that are written with capitals everywhere and yet name nobody."""
