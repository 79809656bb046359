"""Sentence patterns about the world outside: animals, places, weather and the sea; compose.py explains their markup."""

from corpora.schema import lines

PATTERNS = {
    "animals": lines("""
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
"""),
    "places": lines("""
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
"""),
    "weather": lines("""
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
"""),
    "sea": lines("""
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
"""),
}
