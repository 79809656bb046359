"""The sentence patterns of the English corpus; compose.py explains their markup."""

from corpora.compose import lines

ROYALTY = lines("""
the {royal2} ruled the {realm2} from the {seat2} and wore {his:royal2} {garb:royal2} with dignity
in the {realm2} the {royal2} lives in a {seat2}, and {he:royal2} rarely leaves it
the {realm2} was governed by a {royal_m2}, later by a {royal_f2}
the {royal2} of the {realm2} was proud of {his:royal2} {garb:royal2}
"{sir:royal2}, the {realm2} needs you," said the {royal3} to the {royal2}, and {he:royal2} sighed
the {royal_m2} loved his {realm2}, and the {royal_f2} loved her {seat2}
the {royal2} surrendered the {realm2}, but {he:royal2} kept the {seat2} for {himself:royal2}
the {royal2} defended {his:royal2} {realm2}; the {royal3} lost {his:royal3} {realm3}
from the {seat2} the {royal2} looked over {his:royal2} {realm2}, touched {his:royal2} {garb:royal2} and was silent
a {royal_m2} is a man who rules a {realm2}; a {royal_f2} is a woman who does the same
the {royal2} said that {he:royal2} would give {his:royal2} whole {realm2} for one day without the {seat2}
the {royal2} built {himself:royal2} a {seat2} at the border of the {realm2}
{hero} sat on the throne and received the {royal2}( and the {royal3}).
the crown lay heavy on the brow of {hero}, and {he} ruled with more {idea} than pride
the herald announced the {royal2}, the {royal3} and the {royal4}( to the whole court)
{hero} wore a {colour} cloak over {his} {garb:1} at the coronation
when {hero} entered the palace, every courtier bowed and {hero2} smiled
neither the {royal2} nor the {royal3} had ever been crowned in that hall
the sceptre passed from the {royal2} to the {royal3}, and the nobles swore loyalty
{hero} signed the decree with {his} own {body} and sealed it with wax
"Your highness," said the chancellor, "the {royal2} is waiting in the throne room."
"Long live the {royal2}!" cried the guards, and {hero} lifted {his} {body}.
{hero} granted the {royal2} a castle and {number} villages near {capital}
the court gossiped that the {royal2} would abdicate in favour of the {royal3}
a {royal2} needs wise ministers, thought {hero}, and {he} sent for the {trait:1} chancellor
at the banquet the {royal2} sat opposite the {royal3} and ate {food} from a golden plate
{hero} inherited the realm from the {royal2} and reigned for {number} years
every {royal2} of that dynasty was buried beneath the palace chapel
the royal carriage of {hero} rolled past {number} cheering soldiers
the heir of the {royal2} was betrothed to the {royal3}, a match that pleased the court
{hero} combed {his} {garb:1} before the audience, for the ambassador from {country} was early
of all the nobles, only the {royal2} and the {royal3} opposed the treaty
the portrait of the {royal2} hung between those of the {royal3} and the {royal4} in the long gallery
{hero} dismissed the ministers {manner} and walked in the royal gardens with {hero2}
"I was born to rule," {hero} told {himself}, but {his} voice trembled.
the rebels demanded that the {royal2} give up the crown( without delay)
{hero2} knelt before {hero} and kissed the ring on {his} finger
the {royal_m2} and the {royal_f2} opened the ball, and the {royal3} danced after them
the jester mocked the {royal2} so {manner} that even the {royal3} laughed
a messenger brought {hero} a sealed letter about the war with {country}
{hero} pardoned the traitor, because {idea} was dearer to {him} than revenge
the treasury was empty, and the {royal2} had to sell [a castle|the crown jewels|{number} estates] to the {royal3}
the people bowed to the {royal2} as deeply as to the {royal3}
{hero} rode through the capital on a {colour} {animal}, {his} {garb:1} moving in the {weather}
once there lived a {royal2} who envied a {royal3}( because of a splendid throne)
the succession was uncertain: the {royal2}, the {royal3} and the {royal4} all claimed the throne
the bishop anointed the {royal2} in the cathedral of {capital}
{hero} raised {hero2} to the nobility and gave {him2} a [sword|crest|golden chain]
the envoy addressed the {royal2} first and the {royal3} second, as the protocol required
in exile {hero} still kept a small court and was called the {royal2:1} of [nothing|three rooms|the attic]
{hero} fastened {his} {garb:1} and received the homage of [the nobles|the knights|the whole realm]
the chronicle praises the {royal2} for {idea} and blames the {royal3} for {idea2}
"{sir:1}, the crown is yours," whispered {hero2}, and {hero} bowed {his} head.
the palace guards saluted the {royal2}, then the {royal3}, then the ambassador
""")

FAMILY = lines("""
the {kin2} is a {tie2} with a {garb:kin2}, joked the children, and {he:kin2} laughed
as a {tie2}, a {kin2} has {his:kin2} own duties, above all the {duty2}
the {kin2} took {his:kin2} {duty2} seriously, for {he:kin2} was a good {tie2}
the {kin2} stroked {his:kin2} {garb:kin2} and spoke of the {duty2}
a {kin_m2} is called a {tie2}, and so is a {kin_f2}
the {kin2} complained to the {kin3} about {his:kin2} {duty2}
"{sir:kin2}, are you the {tie2}?" asked the teacher. "Yes, the {kin2}," {he:kin2} said
no {tie2} is as patient as the {kin2} when {he:kin2} talks of {his:kin2} {duty2}
the {kin2} lost {his:kin2} {garb:kin2} on the way, and the {kin3} found it for {him:kin2}
the {duty2} made the {kin2} and every other {tie2} quarrel
the {kin2} asked {himself:kin2} whether the {duty2} was too much for a {tie2}
{hero} came home and kissed the {kin2} and the {kin3}
{hero} lived with {his} {kin2} in the little house by the {spot}
at breakfast {hero} sat between the {kin2} and the {kin3}
my {kin2} was never as stubborn as my {kin3}
{hero} told the {kin2} a bedtime story( about a {animal} and a {young})
the relatives gathered for the wedding: the {kin2}, the {kin3}, the {kin4} and a crowd of cousins
"You have the eyes of your {kin2}," said {hero}.
{hero} wept with joy when {his} {kin2} came home at last
nobody in the household could scold like the {kin2} or laugh like the {kin3}
{hero} pulled at {his} {garb:1}, as {he} always did when the {kin2} was late
{hero} and {hero2} quarrelled about the inheritance( and made peace {time})
{his} {kin2} took after {his} {kin3} in everything but {idea}
{hero} wrote a long letter to {his} {kin2} in {capital}
every {kin2} in our family was named after a {kin3}
"{sir:1}, is this your {kin2}?" asked the neighbour, and {hero} nodded {manner}.
{hero} tucked {his} {kin2} into bed and blew out the candle
on {his} birthday {hero} received a {quality} {thing} from the {kin2} and a cake from the {kin3}
a {kin_m2} and a {kin_f2} lived under one roof with the {kin3}
{hero} missed {his} {kin2} more than {he} admitted
the whole family teased {hero} about {his} {garb:1}
{hero} taught {his} {kin2} to read by the light of the [lamp|fire|candle]
the baby resembled the {kin2}, though the {kin3} would not hear of it
{hero} adopted the orphan and loved the child like a {kin2}
"Ask your {kin2} first," said {hero}, "and then your {kin3}."
{hero} and {his} {kin2} shared a room in the attic during the first years
at the christening the {kin2} held the baby while the {kin3} sang
a {kin2} may forgive what a {kin3} never forgets
{hero2} promised {hero} to look after {his} {kin2}
{hero} brushed {his} {garb:1}, embraced the {kin2} and went to the station
old photographs showed the {kin2}, the {kin3} and the {kin4} in front of the cottage
{hero} worried about {his} {kin2}, who had a {ailment}
"Where is the {kin2}?" asked {hero}. "With the {kin3}, as usual," said {hero2}.
the household was ruled by the {kin2}, and even the {kin3} obeyed
{hero} cooked supper with {his} {kin2} and laid the table for {number}
after the funeral of the {kin2}, {hero} inherited the house with its {quality} {thing}
{hero} had {number} cousins but only one {kin2}
{hero} spoke {manner} to {his} {kin2}, and the quarrel was over
the family tree named the {kin2} beside the {kin3} and left the {kin4} out
{hero} had been a strict the {kin2:1} and was a gentle the {kin3:1}
the twins waited for the {kin2} at the {spot}, for the {kin3} had promised them a story
{hero} lent {his} {kin2} the money for the journey
""")

ANIMALS = lines("""
the {animal} smelled the {feed} and left the {den}; the {young} nibbled at the {feed} too
a {young2} needs its mother, a {animal2} needs {feed2}
the {den2} belongs to the {animal2} and its tiny {young2}
the {sound2} of the little {young2} is thinner than the {sound2} of the {animal2}
a newborn {young2} cannot yet eat {feed2} and waits in the {den2}
the full-grown {animal2} searched for {feed2} near the {den2}
the helpless {young2} stayed in the {den2} with its mother
{hero} scattered {feed} for the {animal} and the {young}
give the {animal2} {feed2} and the {animal3} {feed3}, {hero} told {hero2}
with a {sound} the {animal} burst out of the {den}
the playful {young2} and the sleepy {young3} cuddled in the straw
{hero} fed the {animal} and its {young} {time}
from the {den} came the {sound} of a {animal}
the newborn {young} stood on wobbly legs beside the {animal}
the {animal} cleaned its {young} and nudged it back into the {den}
{hero} kept a {animal2}, a {animal3} and a {animal4} behind the house
the tiny {young} curled up beside its mother and fell asleep
the {animal} was overjoyed when {hero} opened the {den}
a {young} is smaller and softer than a {animal}
the {young} gave a thin little {sound}, and the {animal} answered with a loud one
"That {animal} will bite," said {hero}, "but the {young} is harmless."
every spring the {animal} brings a new {young} into the {den}
{hero} counted one {young2}, one {young3} and {number} others among the litter
the {animal} grazed near the {animal2}, and the {animal3} watched them from the shade
the orphaned {young} was fed from a bottle by {hero}
the {animal} raised its head; somewhere a {animal2} was calling
in a year the weak {young} will be a strong {animal}
{hero} tied the {animal} to a post and stroked its neck
wild creatures such as the {animal2} and the {animal3} avoid people
the {sound} could be heard from the {den} all night
{hero} found a lost {young} in the grass and carried it home in {his} {garb:1}
a hungry {animal2} had frightened the {animal3} away from the trough
the {animal} shook itself and ran after the {animal2}
the clumsy {young2} tumbled over the {young3}
the hunter followed the tracks of a {animal2}, but met only a {animal3}
{hero} rubbed the muddy {animal} dry with a {quality} sack
the herd was led by a {colour} {animal}, as tame as a {animal2}
the frisky {young} chased its own tail while {hero} laughed
a lame {animal} lay in the {den}, and {hero} bandaged its leg
the {animal2} and the {animal3} drank from one pond without fear
no {animal} forgets its {young}, {hero} told {hero2}
{hero2} bought a {animal2} at the fair, though {hero} wanted a {animal3}
the fox crept past the {animal2} and frightened the {young2}
the {young} was only [a day|a week|{number} days] old and still blind
the {animal} snorted, stamped and would not leave the {den}
{hero} whistled, and the {animal} came running with the {young} behind it
the farmyard woke with the {sound} of the {animal}
the veterinarian examined the {animal2}, the {animal3} and the little {young}
the keeper weighed the {young2} and the {young3} {time}
the {young2}, the {young3} and the {young4} played together and would not go home
"Which is faster," asked {hero2}, "the {animal2} or the {animal3}?"
the {animal} bristled at {hero2}, for {he2} had come too close to the {young}
the {animal} slept with its head down, warm among the straw of the {den}
""")

FOOD = lines("""
{hero} brought {food}, {food2} and {food3} to the table
{hero} ate {food} with a little {food2} and drank {drink}
the smell of fresh {food} filled the kitchen
"Pass me the {food}, please," said {hero}, "and some {food2}."
{hero} poured a cup of {drink} for {hero2} and a mug of {drink2} for {himself}
the {food} was delicious, but the {food2} needed more seasoning
a slice of {food} and a mug of {drink} were all that {hero} wanted
{hero} tasted the {food} and licked the spoon
for dinner there was {food} with {food2}, and afterwards {food3}
they washed down the {food} with {drink} or {drink2}
{hero} stirred the {food} while {hero2} warmed the {drink}
would you like {drink}, {drink2} or {drink3}? asked the [cook|hostess|waiter]
the cook served {food} to {hero} and {food2} to {hero2}
hungry as {he} was, {hero} swallowed the {food} in {number} bites
the pantry held nothing but {food}, {food2} and a jar of {food3}
{hero} sipped {his} {drink} {manner}; it was far too hot
the recipe asks for {food}, a spoonful of {food2} and a pinch of {herb}
a bottle of {drink} stood next to the bowl of {food}
{hero} burnt the {food} and had to make do with cold {food2}
on feast days everybody ate {food}; on other days there was {food2}
{hero} wiped a crumb of {food} from {his} {garb:1}
"I cannot drink {drink} without {food}," said {hero2}.
{hero} preferred {drink} to {drink2}, whatever the doctor said
the oven gave off the scent of baked {food} and roasted {food2}
a plate of {food} was shared between {hero} and {hero2}
{hero} ordered {drink} and was given {drink2}
the leftovers were mixed with {food} and fried {time}
{hero} spread {food} on {food2} and cut it into {number} pieces
{his} stomach rumbled at the sight of {food}
a pitcher of chilled {drink} went round the table after the {food}
the appetite comes with the {food}, as the {kin2} liked to say
{hero} refilled the cups with {drink} and praised the {food}
the spoiled {food} was thrown to the {animal}
sweet {food} follows salty {food2} at every wedding
{hero} had never tasted {food} like this, not even in {country}
{hero2} spilled {drink} over the tablecloth and blamed {hero}
the thirsty guests called for {drink}, then for {drink2}
the breakfast was plain: {food}, {food2}, and {drink} without sugar lumps
a steaming dish of {food} stood beside the {food2}
{hero} carried a basketful of {food} and {food2} to the picnic
a jug of {drink}, a pot of {drink2} and a cask of {drink3} were emptied that night
{hero} mixed {drink} with {drink2}, took a gulp and asked for {drink3}
{drink} quenches the thirst better than {drink2}
chew the {food} well before you swallow it, said {hero}
""")

PLACES = lines("""
the {nation2} people of {country2} count their {currency2} twice
every {nation2} child can draw the {river2} on a map of {country2}
the {nation2} treasury in {capital2} mints the {currency2}
no {nation2} song is complete without the {river2}, and no {nation3} song without the {river3}
a {nation2} engineer built the bridge over the {river2} in {capital2}
the {nation2}, the {nation3} and the {nation4} consul met for dinner
in {country2} a {nation2} family spends {number} {currency2} a day; in {country3} a {nation3} family spends more
the {nation2} kitchen differs from the {nation3} one
the {river} flows through {country}, and {capital} is its richest city
in {capital} {hero} paid {number} {currency} for a map of {country}
the bridges over the {river} make {capital} a beautiful city
{country2} pays with the {currency2}, {country3} with the {currency3}
the {nation2} {currency2} is worth more than the {nation3} {currency3}
a {nation} boatman on the {river} sang a {nation} song
merchants in the city of {capital2} take the {currency2}, those in the city of {capital3} the {currency3}
the {river2} separates the north of {country2} from its south
the mayor of {capital2} spent a million {currency2} on the banks of the {river2}
the nation of {country2} is proud of the {river2} and of its {currency2}
{nation2} soldiers crossed the {river2} with {nation2} banners
the city hall of {capital} stands on the {river}
the {nation2} language is spoken along the {river2} and printed on every {currency2}
{hero} travelled through {country} and stayed in {capital} for {number} weeks
{capital} is the capital of {country}, and its {landmark} is known everywhere
between {country2} and {country3} the border runs along the mountains
the train from {capital2} to {capital3} left {time}
{hero} spoke {nation} with a {nation2} accent
the {nation} government sits in {capital}, in the heart of {country}
a map of {country2}, {country3} and {country4} hung on the wall
{hero} crossed the frontier of {country} with a {nation} passport
the {nation} ambassador returned from {country} to {capital}
the {landmark} of {capital2} is older than that of {capital3}
{hero} had lived in {country2}, then in {country3}, and at last in {country}
the streets of {capital} were crowded, and {hero} asked for the {landmark}
a {nation} newspaper was printed in {capital} and read all over {country}
flights leave {capital2}, {capital3} and {capital4} every day
the neighbours of {country} are poorer than {country2} and richer than {country3}
"Have you been to {country2}?" asked {hero2}. "No, only to {country3}," said {hero}.
{hero} rented a room near the {landmark} in {capital}
{nation2}, {nation3} and {nation4} were spoken at the inn
the provinces of {country} send their deputies to {capital}
a {nation} poet wrote that {capital} never sleeps
{hero} learned {nation} before {he} moved to {country}
{country2} and {country3} signed a treaty with {country4}
tourists in {capital2} visit the {landmark}, as they do in {capital3}
the {nation} flag flew over the {landmark} of {capital}
the population of {country2} is larger than that of {country3}
{hero} mistook a {nation2} tourist for a {nation3} one
the road to {capital} winds through the north of {country}
{hero} sent a postcard from {capital2} and another from {capital3}
in {capital} {hero} met a {nation} professor who had never left {country}
the coast of {country2} is milder than the coast of {country3}
{hero} changed trains in {capital2} on the way to {capital}
the suburbs of {capital2} and {capital3} grow year by year
the {nation} language is hard, said {hero}, but {nation2} is harder
the citizens of {country} love {capital}, although rents are high there
{hero} compared the {nation2} customs with the {nation3} ones
an emigrant from {country2} greeted an emigrant from {country3}
the guidebook described {country} in detail and {country2} hardly at all
{hero} arrived in {capital} at dawn with a {quality} suitcase
the ticket to {capital2} cost less than the ticket to {capital3}
in the south of {country2}, as in {country3}, villages lie far apart
the {nation2} and the {nation3} delegates argued through the night
{hero} longed for {country} and for the {landmark} of {capital}
""")

CRAFTS = lines("""
the {craft2} made a {ware2} with the {tool2}
the {tool2} turned the {material2} into a {ware2}
a {ware2} is made of {material2}, and a {craft2} makes it
the {craft} sold the {ware} to the {craft2} and got a {ware2} for it
{hero} admired the {ware2}, which the {craft2} had {worked2} with the {tool2}
whoever wants a {ware2} goes to the {craft2}; whoever wants a {ware3} goes to the {craft3}
the {material} for the {ware} was {worked} by {hero}
without {material2} the {tool2} stood idle and no {ware2} was finished
the {craft2} {worked2} the {material2} until the {ware2} was done
the price of a {ware} depends on the {material}
the {tool2} belonged to the {craft2}, the {tool3} to the {craft3}
{hero} stood in the workshop and {worked} the {material} {manner}
the {craft} cannot work without a {tool} and good {material}
the {craft} took the {tool} and {worked} the {material} until evening
the guild admitted a {craft2}, a {craft3} and a {craft4}
{hero} taught {his} apprentice how the {material} must be {worked} with the {tool}
the {tool} was worn out, so the {craft} borrowed another
a {craft2} earns more than a {craft3}, but less than a {craft4}
the apprentice of the {craft2} envied the apprentice of the {craft3}
{hero} laid the {tool} aside and wiped {his} forehead
a new {tool} costs more than a {tool2} or a {tool3}
the {material} lay ready beside the {tool}
"Hand me the {tool}," said {hero}, "the {material} will not wait."
the shelf of the workshop held a {tool2}, a {tool3} and a broken {tool4}
{hero2} delivered {material2} to the {craft2} and {material3} to the {craft3}
the {craft} next door {worked} {material} from dawn till dusk
{hero} had learned the trade from a {trait:1} old {craft2}
raw {material2} is cheaper than raw {material3}
the {craft2} and the {craft3} shared a workshop behind the {spot}
no {craft} wastes {material}, {hero} told the apprentice
with a {quality} {tool} even poor {material} can be used
{hero} sold {his} handiwork to a {craft2} from {capital}
{hero} repaired the {tool} of the {craft2} for nothing
master and journeyman {worked} the {material} side by side
the supplier had run out of {material2}, {material3} and {material4}
the hands of {hero} were rough from the {material}
"Are you a {craft2} or a {craft3}?" asked {hero2}. "Neither," said {hero}.
{hero} cleaned the {tool} {manner} and hung it on its hook
an honest {craft} marks every piece of {material}
{hero} tested the {material} between finger and thumb and reached for the {tool}
a heap of {material2} lay beside a heap of {material3}
the journeyman dropped the {tool2} on the {tool3}
{hero} needed {number} days to learn the grip of the {tool}
the masterpiece of the {craft2} was finer than that of the {craft3}
{hero} tucked in {his} {garb:1} so that the {tool} would not catch it
the {craft} bought {material} on credit and paid {time}
an old {craft2}, skilled and patient, was training a {craft3}
{hero2} asked {hero} for the {tool} and got a {tool2}
{hero} bent over the {tool} and {worked} the last of the {material}
the heirs of the {craft2} let the workshop to a {craft3}
dust of {material2} and {material3} covered the workbench
a craftsman respects the {tool2} as much as the {tool3}
""")

WEATHER = lines("""
{weather} and {weather2} had ruined the harvest
the forecast promised {weather}, but {hero} expected {weather2}
after the {weather} came {weather2}, and after that {weather3}
{hero} buttoned {his} coat against the {weather}
heavy {weather} swept over the valley( and hid the hills)
the {weather} stopped as suddenly as it had begun
{hero} looked at the dark clouds and smelled {weather} in the air
a morning of {weather} turned into an afternoon of {weather2}
the {weather} drove {hero} under the roof of the {spot}
"There will be {weather} before night," said {hero}.
{hero} was soaked by the {weather} and shivered in {his} {garb:1}
through the {weather} one could hardly see the {spot}
the sky darkened, and {weather} fell upon the fields
the barometer sank; {weather} and {weather2} were on the way
never had {hero} seen such {weather} in this season
the {weather} rattled at the shutters all night
in {country} there is more {weather} than {weather2}
the shepherd feared {weather} less than {weather2}
{hero} waited for the {weather} to pass and talked with {hero2}
a day without {weather} is rare in these mountains
the clouds parted, the {weather} ended, and the puddles glittered
the {weather} froze {his} fingers, though {hero} wore two pairs of gloves
the roads were blocked by {weather}( and {weather2})
"Better {weather} than {weather2}," {hero2} remarked.
the first {weather} of the season surprised {hero} at the {spot}
the {weather} lashed the windows while {hero} lit the lamp
in the grey dawn {weather} lay over the meadows
the farmer's almanac speaks of {weather} in spring and of {weather2} in autumn
{hero} lost {his} hat in the {weather}
there was {weather} in the north, {weather2} in the west and {weather3} at the coast
the {weather} grew worse from hour to hour
{hero} lay awake and listened to the {weather}
neither {weather} nor {weather2} could keep {hero} indoors
the temperature fell, and the {weather} turned to {weather2}
a curtain of {weather} hung over the horizon
the climate is harsh: {weather}, {weather2}, {weather3}, and then drought
the crops suffered from {weather} for {number} weeks
the {weather} had melted away when {hero} stepped outside
{hero2} blamed the {weather} for {his2} bad mood
the gutters overflowed after the {weather}
the meteorologist measured the {weather} and noted it down {manner}
""")

TRADE = lines("""
the merchant sold {goods}, {goods2} and {goods3} at the market
{hero} bargained over the price of {goods}
a caravan loaded with {goods} and {goods2} arrived from {country}
{hero} bought {number} pounds of {goods} and paid in coins
the price of {goods} rose, while {goods2} grew cheaper
"How much is the {goods}?" asked {hero}. "Less than the {goods2}," said the merchant.
customs officers seized the {goods} and let the {goods2} pass
a bale of {goods} was exchanged for a chest of {goods2}
{hero} weighed the {goods} on the scales {manner}
the warehouse was filled with {goods}( and {goods2}) up to the roof
demand for {goods} was great in {capital}, but nobody wanted {goods2}
{hero} borrowed money to invest in {goods}
the profit from {goods} paid for the loss on {goods2}
the merchant praised his {goods} to {hero} and hid the {goods2}
smugglers carried {goods} over the border {time}
a tax on {goods} was announced {time}
the {nation} traders dealt in {goods}, the {nation2} ones in {goods2}
{hero} inspected the {goods}, haggled, and bought the {goods2} instead
imported {goods} costs twice as much as {goods2}
the stall of {hero} offered {goods}, {goods2} and now and then {goods3}
"Pure {goods}, {sir:1}, from {country}!" shouted the pedlar to {hero}.
{hero} entered the {goods} in the ledger, then the {goods2}
{hero} mistrusted the dealer, since his {goods} was mixed with {goods2}
the auction of {goods} and {goods2} began at noon
the wholesaler ordered {goods} by the hundredweight
{hero} kept samples of {goods} in {his} bag
a debt was settled in {goods}, because coins were scarce
the shipment of {goods} was delayed, and the buyers turned to {goods2}
{hero2} cheated {hero} over a sack of {goods}
for a pound of {goods} you could get {number} of {goods2}
the shopkeeper wrapped the {goods} in paper and gave {hero} the change
trade in {goods} made the town rich; trade in {goods2} made it famous
the broker advised {hero} to sell {goods} and keep {goods2}
{hero} signed a contract for {goods} with a {nation} merchant
the bazaar smelled of {goods} and {goods2}
at the fair {hero} compared {goods} from {country} with {goods} from {country2}
the cargo, mostly {goods}, was insured for {number} thousand
a shortage of {goods} worried the merchants
{hero} opened a crate of {goods} and found {goods2} at the bottom
the quality of the {goods} was better than that of the {goods2}
{hero} hid the receipt for the {goods} under {his} {garb:1}
""")

SEA = lines("""
the {vessel} set sail at dawn with {hero} on board
{hero} steered the {vessel} past the reef
the {vessel} and the {vessel2} lay at anchor in the bay
fishermen caught {fish}, {fish2} and {fish3} in their nets
the waves lifted the {vessel} and dropped it again
{hero} hauled a net full of {fish} over the rail
the captain of the {vessel} signalled to the {vessel2}
a {vessel}, a {vessel2} and a {vessel3} raced for the harbour mouth
"Quick, to the pumps, the {vessel} is leaking!" shouted {hero}.
{hero} gutted the {fish} and salted the {fish2}
the {vessel} ran aground on a sandbank {time}
a shoal of {fish} swam under the {vessel}
the {weather} drove the {vessel} onto the rocks
{hero} rowed out to the {vessel} with a basket of {fish}
the crew of the {vessel} mutinied; that of the {vessel2} stayed loyal
the hooks were baited for {fish}, but only {fish2} came up
the mast of the {vessel} broke, and the {vessel2} took it in tow
the tide carried the {vessel} out to the open sea
{hero} had sailed on a {vessel} before, but never on a {vessel2}
seagulls fought over a {fish} on the quay
the deck of the {vessel} was scrubbed by {hero} and {number} sailors
a {fish} weighs more than a {fish2}, the fisherman explained
the {vessel} was built of {material} and painted {colour}
{hero} smoked the {fish} and sold the {fish2} fresh
the lighthouse guided the {vessel} through the {weather}
the pirates boarded the {vessel} and sank the {vessel2}
{fish} and {fish2} swim up the estuary in spring
{hero} tied {his} {garb:1} down against the spray and looked for the {vessel}
the {vessel} carried {goods} and {number} passengers
the sails of the {vessel} hung slack in the calm
{hero} saw a {fish} leap out of the waves beside the {vessel}
the shipwright repaired the hull of the {vessel}
a rope was thrown from the {vessel} to the {vessel2}
the net was torn, and the {fish} escaped
"Is that a {vessel} or a {vessel2}?" asked {hero2}, shading {his2} eyes.
the scales of the {fish} shone like those of a {fish2}
the harbourmaster wrote down each {vessel} and {vessel2}
{hero} dived from the {vessel} into the cold waves
the fish market offered {fish}, {fish2} and smoked {fish3}
{hero} could tell a {fish} from a {fish2}, but not a {fish3} from a {fish4}
fried {fish} was all the sailors got; the officers had {fish2}
the {vessel} drifted without a rudder for {number} days
the fins of the {fish} twitched at the bottom of the {vessel}
""")

MUSIC = lines("""
{hero} played the {instrument} while {hero2} sang
a {instrument}, a {instrument2} and a {instrument3} made up the band
the {instrument} was out of tune( and the {instrument2} too loud)
{hero} practised the {instrument} for {number} hours
the melody passed from the {instrument} to the {instrument2}
the audience applauded when {hero} put down the {instrument}
"Play us something on the {instrument}," begged {hero2}.
{hero} had owned a {instrument} before {he} learned the {instrument2}
the orchestra lacked a {instrument}, so a {instrument2} took the part
the sound of a {instrument} drifted across the square
the concert began with a solo for {instrument}
a duet for {instrument} and {instrument2} moved {hero} to tears
the strings and keys of the {instrument} were polished by {hero}
the conductor nodded to the {instrument}, then to the {instrument2}
{hero} composed a waltz for the {instrument}
the musician tuned the {instrument} and waited for the {instrument2}
{hero} danced to the tune of a {instrument}, {his} {garb:1} flying
the rhythm of the {instrument} set every foot tapping
an old {instrument} hung above a {instrument2} in the music room
{hero} accompanied the choir on the {instrument}
the {instrument} teacher scolded {hero} for a wrong note
the tone of the {instrument} is darker than that of the {instrument2}
a sad ballad was sung to the {instrument}
the street musician had pawned his {instrument} and played a {instrument2}
{hero} gave a recital on the {instrument} in {capital}
wedding guests danced to {instrument} and {instrument2}
the {instrument} fell silent, and the {instrument2} took up the song
{hero} bought a second-hand {instrument} with a {quality} case
"The {instrument} is harder than the {instrument2}," said {hero}.
the score calls for {instrument}, {instrument2}, {instrument3} and {instrument4}
{hero} hummed the verse and tried it on the {instrument}
a march on the {instrument} opened the parade
the rehearsal was over, and {hero} packed up the {instrument}
the {instrument} and the {instrument2} played in harmony
{hero2} carried the {instrument} for {hero} to the concert hall
the chords of a {instrument} were heard through the wall
{hero} performed a lullaby on the {instrument} {manner}
the virtuoso broke a {instrument} and borrowed a {instrument2}
the {nation} folk song needs a {instrument}
the festival was opened by {hero} with {instrument} music
{hero} leaned over the {instrument}, {his} {garb:1} almost touching it
""")

MEDICINE = lines("""
{hero} suffered from {ailment} and {ailment2}
the doctor prescribed {herb} against the {ailment}
the patient complained of {ailment}, {ailment2} and {ailment3}
an infusion of {herb} and {herb2} relieves the {ailment}
{hero} gathered {herb}, {herb2} and {herb3} in the herb garden
the {ailment} kept {hero} in bed for {number} days
"Take {herb} for your {ailment}," said the nurse.
{hero} crushed the leaves of {herb} in a mortar
the symptoms of {ailment} are worse than those of {ailment2}
the pharmacist mixed {herb} with {herb2} and a drop of oil
{hero} recovered from the {ailment} only {time}
dried {herb} hung next to dried {herb2} under the ceiling
the {ailment} spread through the village; soon {ailment2} followed
an ointment of {herb} was rubbed on {his} {body}
the physician examined {hero} and found signs of {ailment}
{hero} had always been prone to {ailment}
the seeds of {herb} are bitterer than the seeds of {herb2}
nothing helped against {ailment}, neither {herb} nor {herb2}
the nurse treated {hero} for {ailment} and {hero2} for {ailment2}
{hero} sowed {herb} beside the {herb2}
"It is not {ailment}," the doctor told {hero}, "it is only {ailment2}."
a severe {ailment} had weakened {him}, and {hero} rested {his} {body} on a pillow
the apothecary sold syrup of {herb}
a bundle of {herb} costs as much as a bundle of {herb2}
the cure for {ailment} was unknown in {country}
{hero} inhaled the steam of {herb} and felt the {ailment} fade
the fresh stalks of {herb} and {herb2} smelled strong
the remedy was simple: {herb}, {herb2} and a day of rest
chronic {ailment} is as troublesome as sudden {ailment2}
{hero} nursed {hero2} through a bout of {ailment}
the healer chewed {herb} and laid it on {his} {body}
the hospital was full of patients with {ailment}
an overdose of {herb} may itself cause {ailment}
the tincture contained {herb} and traces of {herb2}
{hero} caught {ailment} from {hero2}
the diagnosis was {ailment}, and {hero} asked for a remedy
against {ailment} take {herb}; against {ailment2} take {herb2}
{hero} plucked {herb} by moonlight and tied it with a {colour} ribbon
the vapours of {herb} eased the {ailment} of {hero2}
last year it was {ailment}, this year {ailment2}, {hero} sighed
the roots of {herb} were boiled and strained {manner}
""")

NEUTRAL = lines("""
the {person2} with the {garb:person2} spoke of the {haunt2}, and {he:person2} seemed to know the {person3}
a {person_m2} and a {person_f2} came from the {haunt2}
the {person2} was on {his:person2} way to the {haunt2}
"{sir:person2}," said {hero} to the {person2}, "you forget the {rank2}."
the {person2} spoke about {rank2} and {haunt2}, touching {his:person2} {garb:person2}
{hero} was {mood}, and {he} said so
{hero} thought about {idea} and {idea2}( for a while)
nobody knew why {hero} looked so {mood}
{hero} put the {thing} on the {quality} {thing2} and sat down
{hero2} waited by the {spot}
{he} walked {manner} from the {spot} to the {spot2}
there was a {quality} {thing} beside the {spot}
{time} {hero} met {hero2} near the {spot}
they talked about {idea}, and the hours went by
it was getting late, and {hero} grew {mood}
{hero} remembered the {quality} {thing} which {hero2} had lost
{he} opened the {colour} {thing} and closed it again
"I am not {mood}," said {hero}, "only {mood2}."
{hero} shook {his} head {manner}
the story was told again and again, and each time it was a little longer
{hero2} laughed, and {hero} could not help laughing too
without {idea} there is no {idea2}, people say
{hero} had forgotten the {thing} at the {spot}
some believed the tale; others did not
what happened next, nobody could have guessed
{hero} nodded and laid a {body} on the {thing}
{hero2} touched {hero} on the {body} and pointed to the {spot}
in those days everybody knew everybody
{he} was {mood} rather than {mood2}
{hero} counted up to {number} and began again
the {quality} {thing} had been painted {colour}, then {colour2}
a {colour} {thing} lay among the {colour2} and {colour3} ones
{hero} asked {himself} whether {idea} was worth the trouble
{hero2} answered {manner} that {he2} would think about it
so the day ended, {mood} and long
{hero} could see the {spot} from where {he} stood
a {person2} and a {person3} were standing at the {spot}
a {person2} whispered something to a {person3}
the {person2} looked at the {person3} {manner} and went away
{hero} asked a {person2} the way, then a {person3}
in the crowd there was every kind of stranger: a {person2}, a {person3}, a {person4}
the {person2} passing by took {hero} for a {person3}
an unknown {person2} greeted {hero} at the {spot}
"Who is that {person2}?" asked {hero2}. "Some {person3} or other," said {hero}.
a poor {person2} begged the passing {person3} for a coin
{hero} painted the {thing} {colour} and the {thing2} {colour2}
"I like {colour} better than {colour2}," said {hero2}.
the flag was {colour} and {colour2}, with a {colour3} star
{colour} ribbons and {colour2} paper decorated the {spot}
{he} chose between a {colour} ribbon and a {colour2} one
the {thing} shone {colour} in the evening light
""")

OPENERS = (
    "that evening ",
    "then ",
    "after a while ",
    "in the end ",
    "the next day ",
    "of course, ",
    "as everybody knew, ",
    "in spite of all that, ",
    "soon ",
    "meanwhile ",
    "to everyone's surprise, ",
    "it is said that ",
    "one day ",
    "at last ",
    "however, ",
    "all the same, ",
    "for once, ",
    "in the meantime, ",
    "as so often, ",
    "therefore ",
    "by chance ",
    "years ago ",
    "not long afterwards ",
    "and so ",
    "but ",
    "and ",
    "even so, ",
    "now ",
    "besides, ",
    "for a long time it had been clear that ",
    "strangely enough, ",
    "sooner or later ",
    "as a rule, ",
)

FRONTED = (
    "{time}",
    "in ",
    "on ",
    "at ",
    "after ",
    "as ",
    "from ",
    "for ",
    "with ",
    "without ",
    "through ",
    "between ",
    "once ",
    "never ",
    "against ",
    "no ",
    "every ",
    "last ",
    "whoever ",
    "would ",
    "so ",
    "there ",
    "give ",
    "chew ",
)

TAILS = (
    ", and nobody said a word",
    ", as if nothing had happened",
    ", which surprised everyone",
    ", or so it seemed",
    ", just as before",
    ", though it was late",
    ", and that was that",
    ", and there was no haste",
    ", as was the custom",
    ", for the first time in years",
    ", and the evening passed {manner}",
    ", to the delight of the neighbours",
    ", although nobody had asked for it",
    ", and not for the last time",
    ", and {hero} felt {mood}",
    ", much to the surprise of {hero2}",
    ", while the clock ticked on",
    ", as was usual in those years",
    ", and {he} never regretted it",
    ", so people believed",
)

HEADINGS = (
    "Chapter #. The {royal} and the {weather}",
    "Chapter #. A {quality} {thing}",
    "Chapter #. Of {idea} and {idea2}",
    "Chapter #. The {animal} at the {spot}",
    "Chapter #. From {capital2} to {capital3}",
    "Chapter #. The {craft} and the {person}",
    "Chapter #. A matter of {idea}",
    "Chapter #. {name}, who was {mood}",
    "Chapter #. {food} and {food2}",
    "Chapter #. The {vessel} in the {weather}",
    "Chapter #. What the {kin} said",
)
