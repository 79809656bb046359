"""Sentence patterns about daily things: food, trade, music and medicine; compose.py explains their markup."""

from corpora.schema import lines

PATTERNS = {
    "food": lines("""
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
"""),
    "trade": lines("""
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
"""),
    "music": lines("""
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
"""),
    "medicine": lines("""
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
"""),
}
