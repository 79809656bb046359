"""The table of drawings: one for each kind of answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import RenderableType

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.comparing import Compared
from embrepl.commands.answers.corpora import CorpusFiles, Examined, Forgotten, Info, Loaded
from embrepl.commands.answers.dispersion import Dispersion, PlacesInText
from embrepl.commands.answers.explaining import Explained, Objectives
from embrepl.commands.answers.exploring.agreeing import Agreement, TwoLists
from embrepl.commands.answers.exploring.cards import Card
from embrepl.commands.answers.exploring.contrasts import AssociationTest, AxisPlaces
from embrepl.commands.answers.exploring.evaluating import Evaluation
from embrepl.commands.answers.exploring.maps import WordMap
from embrepl.commands.answers.exploring.relations import Analogy, OddOneOut, Ranks, Similarities, WordsBetween
from embrepl.commands.answers.exploring.stability import RunsKept, Stable
from embrepl.commands.answers.exploring.surveys.groups import Clusters, ClusterWords, Topics
from embrepl.commands.answers.exploring.surveys.lines import NearLines
from embrepl.commands.answers.exploring.surveys.losses import LossCurves
from embrepl.commands.answers.exploring.surveys.neighbourhood import Neighbourhood
from embrepl.commands.answers.exploring.surveys.oddities import Outliers, Twins
from embrepl.commands.answers.exploring.trees import JoiningTree
from embrepl.commands.answers.exploring.uses.alike import Alike
from embrepl.commands.answers.exploring.uses.by_part import UsesByPart
from embrepl.commands.answers.exploring.uses.contrast import Contrast, ContrastAll, ContrastByPart
from embrepl.commands.answers.exploring.uses.senses import SensesFound
from embrepl.commands.answers.exploring.uses.trend import Trend
from embrepl.commands.answers.exploring.uses.typical import Typical
from embrepl.commands.answers.exploring.why import Why
from embrepl.commands.answers.giving.exporting import Exported
from embrepl.commands.answers.giving.reporting import Marked, ReportChanged, ReportList, WholeReport
from embrepl.commands.answers.help import Goodbye, HelpList, HelpPage, QuestionList, TargetList
from embrepl.commands.answers.jobs import AtRest, GoesOn, JobList, Started
from embrepl.commands.answers.keeping import ForgottenTrainings, StoppedList
from embrepl.commands.answers.models import Dropped, HealthReport, Models, Used
from embrepl.commands.answers.parts import CorpusParts, FrequenciesByPart
from embrepl.commands.answers.statistics import CollocateGroups, Collocates, NgramList
from embrepl.commands.answers.text import Contexts, Frequencies, TopWords, WordMatches
from embrepl.commands.answers.training import Planned, TrainedModel
from embrepl.commands.answers.vocabulary import KeywordGroups, Keywords, ZipfLaw
from embrepl.commands.answers.words import Distance, Neighbours, SideBySide, WordVector
from embrepl.view.canvas.picture import Picture
from embrepl.view.charts.table import chart_of
from embrepl.view.pages import (
    comparing,
    corpora,
    dispersion,
    explaining,
    jobs,
    keeping,
    models,
    parts,
    statistics,
    text,
    training,
    vocabulary,
    words,
)
from embrepl.view.pages import help as guide
from embrepl.view.pages.exploring import (
    agreeing,
    cards,
    contrasts,
    evaluating,
    maps,
    relations,
    stability,
    trees,
    why,
    word_groups,
)
from embrepl.view.pages.exploring.surveys import groups, lines, losses, neighbourhood, oddities, topics
from embrepl.view.pages.exploring.uses import alike, by_part, contrast, senses, trend, typical
from embrepl.view.pages.giving import exporting, reporting
from embrepl.view.style import Trimmed, uncut

DRAWINGS: dict[type[Answer], Callable[[Any], RenderableType]] = {
    Loaded: corpora.loaded_corpus,
    Examined: corpora.examination,
    Forgotten: corpora.forgotten_corpora,
    CorpusFiles: corpora.files,
    CorpusParts: parts.corpus_parts,
    TrainedModel: training.trained_model,
    Planned: training.plans,
    Started: jobs.started_job,
    Card: cards.card,
    Neighbours: words.neighbours,
    SideBySide: words.side_by_side,
    Distance: words.distance,
    Similarities: relations.similarities,
    JoiningTree: trees.joining_tree,
    Ranks: relations.ranks,
    OddOneOut: relations.odd,
    WordsBetween: relations.words_between,
    Analogy: relations.analogy,
    AxisPlaces: contrasts.axis,
    AssociationTest: contrasts.association,
    Why: why.reasons,
    Typical: typical.typical,
    UsesByPart: by_part.uses,
    Trend: trend.trend,
    Alike: alike.alike,
    SensesFound: senses.senses,
    Contrast: contrast.contrast,
    ContrastByPart: contrast.by_part,
    ContrastAll: contrast.of_all,
    WordVector: words.vector,
    Outliers: oddities.outliers,
    Twins: oddities.twins,
    Topics: topics.topics,
    Neighbourhood: neighbourhood.tree,
    NearLines: lines.near_lines,
    Stable: stability.stable,
    RunsKept: stability.runs,
    WordMap: maps.maps,
    Clusters: groups.clusters,
    ClusterWords: groups.cluster_words,
    HealthReport: models.health,
    LossCurves: losses.losses,
    Exported: exporting.export,
    Marked: reporting.marked,
    ReportList: reporting.report_list,
    WholeReport: reporting.report_list,
    ReportChanged: reporting.report_changed,
    TopWords: text.top,
    Frequencies: text.frequencies,
    FrequenciesByPart: parts.frequencies_by_part,
    WordMatches: text.word_matches,
    Contexts: text.contexts,
    Collocates: statistics.collocates,
    CollocateGroups: word_groups.collocate_groups,
    NgramList: statistics.ngrams,
    Dispersion: dispersion.dispersion,
    PlacesInText: dispersion.places,
    Keywords: vocabulary.keywords,
    KeywordGroups: word_groups.keyword_groups,
    ZipfLaw: vocabulary.zipf,
    Explained: explaining.explanation,
    Compared: comparing.comparison,
    Agreement: agreeing.agreement,
    TwoLists: agreeing.two_lists,
    Evaluation: evaluating.evaluation,
    AtRest: jobs.ended_job,
    GoesOn: jobs.running_job,
    Info: corpora.info,
    Models: models.models,
    Used: models.current,
    Dropped: models.dropped,
    StoppedList: keeping.stopped_list,
    ForgottenTrainings: keeping.forgotten_trainings,
    Objectives: explaining.objectives,
    JobList: jobs.jobs,
    HelpList: guide.help_list,
    HelpPage: guide.help_page,
    QuestionList: guide.questions,
    TargetList: guide.targets,
    Goodbye: guide.goodbye,
}


def draw(answer: Answer, whole: bool = False, plot: bool = False) -> RenderableType:
    """Return an answer as what rich can print; `whole`: with long words and names as they are.

    `plot`: its picture in place of the table, where it has one and the console can show it.
    """
    with uncut(whole):
        table = DRAWINGS[type(answer)](answer)
        chart = chart_of(answer) if plot else None
        return Trimmed(table if chart is None else Picture(chart, table, titled=True))
