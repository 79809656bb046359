"""Sentence patterns about people: courts, families and crafts; compose.py explains their markup."""

from corpora.schema import lines

PATTERNS = {
    "royalty": lines("""
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
"""),
    "family": lines("""
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
"""),
    "crafts": lines("""
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
"""),
}
