"""The engine that turns vocabulary tables and sentence patterns into prose.

A pattern is one line of text with three kinds of markup:

``{slot}``     a word from a table.  ``{animal}`` and ``{young}`` are columns of one table, so in one sentence they
               come from the same row; ``{animal2}`` is another row.  ``{royal}`` stands for either of the columns
               ``royal_m`` and ``royal_f``; ``{garb:1}`` takes the one that agrees with character 1, ``{garb:royal2}``
               the one that agrees with ``{royal2}`` in the same sentence, and so does ``{his:royal2}``.
``[a|b]``      one of the alternatives.
``(a)``        present half of the time.

``{hero}``, ``{he}``, ``{him}``, ``{his}``, ``{himself}`` are the first character of the scene, the same names with a
2 the second.  A line without closing punctuation may get a closing clause, a line that starts with a small letter
or a slot may get an opening one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpora.chance import Chance, Deck
from corpora.schema import Language

SIDES = ("_m", "_f")
PRONOUNS = ("he", "him", "his", "himself")
MARKUP = re.compile(r"\[([^\[\]()]*)\]|\(([^\[\]()]*)\)")
SLOT = re.compile(r"\{([a-z_]+?)(\d?)(?::([a-z]*)(\d?))?\}")
CAST_DIGIT = "0"
ADORNED = 0.4
"""How often a word whose column has epithets gets one."""


@dataclass
class Character:
    """Somebody in a scene; remembers whether the reader has met them and knows their name."""

    table: int
    column: str
    row: int
    role: str
    name: str
    gender: int
    met: bool = False
    named: bool = False


@dataclass
class Scene:
    """What stays the same through a paragraph."""

    theme: str
    cast: tuple[Character, Character]
    kept: dict[int, int] = field(default_factory=dict)


class Writer:
    """Writes the chapters of one text."""

    def __init__(self, language: Language, seed: int) -> None:
        self.language = language
        self.chance = Chance(seed)
        self.decks = {name: Deck(theme.patterns, self.chance) for name, theme in language.themes.items()}
        self.neutral = Deck(language.neutral, self.chance)
        self.places = {
            column: (number, place)
            for number, each in enumerate(language.tables)
            for place, column in enumerate(each.columns)
        }
        self.pattern = ""
        self.taken: dict[int, list[int]] = {}
        self.rows: dict[tuple[int, str], int] = {}
        self.sides: dict[tuple[str, str], int] = {}

    def chapter(self, number: int, theme: str) -> list[str]:
        """A heading and some paragraphs, most of them about the theme."""
        scene = self.scene(theme)
        heading = self.language.polish(self.fill(self.chance.pick(self.language.headings), scene))
        parts = [heading.replace("#", str(number))]
        for _ in range(4 + self.chance.below(5)):
            if self.chance.yes(0.15):
                other = self.chance.pick(tuple(self.language.themes))
                scene = self.scene(other)
            elif self.chance.yes(0.5):
                scene = self.scene(theme)
            parts.append(self.paragraph(scene))
        return parts

    def scene(self, theme: str) -> Scene:
        """A new scene with its two characters; tables that it keeps follow the first one's trade, if there is one."""
        about = self.language.themes[theme]
        hero = self.character(self.chance.pick(about.cast), (), None)
        other = self.character(self.chance.pick(about.cast), (hero,), hero.gender)
        scene = Scene(theme, (hero, other))
        for column in about.keeps:
            number = self.places[column][0]
            scene.kept[number] = hero.row if hero.table == number else self.draw(number, ())
        return scene

    def character(self, stem: str, others: Sequence[Character], unlike: int | None) -> Character:
        """Somebody whose role is a word of the given column, more often than not of the other gender."""
        gender = self.chance.below(2)
        if unlike is not None and self.chance.yes(0.4):
            gender = 1 - unlike
        column = stem if stem in self.places else stem + SIDES[gender]
        number, place = self.places[column]
        row = self.draw(number, [other.row for other in others if other.table == number])
        names = self.language.tables[self.places["name_m"][0]].rows
        name = names[self.chance.below(len(names))][gender]
        return Character(number, column, row, self.language.tables[number].rows[row][place], name, gender)

    def draw(self, number: int, taken: Sequence[int]) -> int:
        """A row of a table."""
        return self.chance.rank(len(self.language.tables[number].rows), taken)

    def paragraph(self, scene: Scene) -> str:
        """Some sentences of one scene; the first names the hero, so that later pronouns have somebody to refer to."""
        for character in scene.cast:
            character.met = False
        sentences = [self.sentence(self.decks[scene.theme].deal("{hero}"), scene)]
        more = 4 + self.chance.below(5)
        sentences.extend(self.sentence(self.next_pattern(scene), scene) for _ in range(more))
        return self.language.between.join(sentences)

    def next_pattern(self, scene: Scene) -> str:
        """Usually a pattern of the scene's theme; sometimes a neutral one, or one of another theme in passing."""
        draw = self.chance.below(100)
        if draw < 12:
            return self.neutral.deal()
        if draw < 20:
            return self.decks[self.chance.pick(tuple(self.language.themes))].deal()
        return self.decks[scene.theme].deal()

    def sentence(self, pattern: str, scene: Scene) -> str:
        """A finished sentence, with an opening or a closing clause where the pattern leaves room for one."""
        opens = pattern[0] in "{[(" or pattern[0].islower() or not pattern[0].isascii()
        if opens and not pattern.startswith(self.language.fronted) and self.chance.yes(0.2):
            pattern = self.chance.pick(self.language.openers) + pattern
        if pattern[-1] not in '.!?"。！？”':
            if self.chance.yes(0.15):
                pattern += self.chance.pick(self.language.tails)
            pattern += self.language.full_stop
        return self.language.polish(self.fill(pattern, scene))

    def fill(self, pattern: str, scene: Scene) -> str:
        """The pattern with all markup resolved."""
        while found := MARKUP.search(pattern):
            if found[1] is not None:
                chosen = self.chance.pick(found[1].split("|"))
            else:
                chosen = found[2] if self.chance.yes(0.5) else ""
            pattern = pattern[: found.start()] + chosen + pattern[found.end() :]
        self.pattern = pattern
        self.rows.clear()
        self.sides.clear()
        self.taken = {number: [row] for number, row in scene.kept.items()}
        for character in scene.cast:
            self.taken.setdefault(character.table, []).append(character.row)
        return SLOT.sub(lambda slot: self.word(scene, slot[1], slot[2], (slot[3], slot[4])), pattern)

    def word(self, scene: Scene, name: str, digit: str, agrees: tuple[str | None, str]) -> str:
        """What one slot stands for."""
        if name == "hero":
            return self.mention(scene, scene.cast[1 if digit == "2" else 0])
        if name in PRONOUNS:
            return self.language.pronouns[name][self.side(scene, ("", digit) if agrees[0] is None else agrees)]
        if name not in self.places:
            name += SIDES[self.side(scene, (name, digit) if agrees[0] is None else agrees)]
        number, place = self.places[name]
        found = self.language.tables[number].rows[self.row(scene, number, digit)][place]
        return self.adorn(scene, name, digit, found)

    def adorn(self, scene: Scene, column: str, digit: str, found: str) -> str:
        """The word, sometimes with an epithet that fits its row or its gender (a burly king, a graceful queen).

        Slots without a digit belong to the scene and are plain; so are those whose epithet the sentence says anyway.
        """
        epithets = self.language.epithets.get(column, ())
        if not epithets or not digit or not self.chance.yes(ADORNED):
            return found
        template = self.chance.pick(epithets).replace("*", digit)
        if any(slot[0] in self.pattern for slot in SLOT.finditer(template)):
            return found
        return SLOT.sub(
            lambda slot: self.word(scene, slot[1], slot[2], (slot[3], slot[4])), template.replace("WORD", found)
        )

    def side(self, scene: Scene, agrees: tuple[str | None, str]) -> int:
        """The gender of a character (no stem), or of a slot with this stem and digit in this sentence."""
        stem, digit = agrees
        if not stem:
            return scene.cast[1 if digit == "2" else 0].gender
        return self.sides.setdefault((stem, digit), self.chance.below(2))

    def row(self, scene: Scene, number: int, digit: str) -> int:
        """The row a slot uses: the scene's own, the one used earlier in the sentence, or a new one."""
        if not digit and number in scene.kept:
            return scene.kept[number]
        if (number, digit) not in self.rows:
            taken = self.taken.setdefault(number, [])
            self.rows[number, digit] = self.draw(number, taken)
            taken.append(self.rows[number, digit])
        return self.rows[number, digit]

    def mention(self, scene: Scene, character: Character) -> str:
        """The character's role or name, whichever the reader can follow at this point."""
        if not character.met:
            options = self.language.first_mention
        else:
            options = self.language.named_mention if character.named else self.language.later_mention
        template = self.chance.pick(options)
        character.named = character.named or "NAME" in template
        character.met = True
        role = character.role
        if "ROLE" in template:
            self.rows[character.table, CAST_DIGIT] = character.row
            role = self.adorn(scene, character.column, CAST_DIGIT, role)
        return template.replace("ROLE", role).replace("NAME", character.name)


def compose(language: Language, words: int, seed: int) -> str:
    """Chapters until there are at least so many words."""
    writer = Writer(language, seed)
    themes = Deck([name for name, theme in language.themes.items() for _ in range(theme.share)], writer.chance)
    parts: list[str] = []
    written = number = 0
    while written < words:
        number += 1
        for part in writer.chapter(number, themes.deal()):
            if written < words:
                parts.append(part)
                written += language.count(part)
    return "\n\n".join(parts) + "\n"
