"""Patterns of no theme, clauses to open and close a sentence, and headings; compose.py explains their markup."""

from corpora.schema import lines

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
