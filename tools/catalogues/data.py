"""What data says, in Japanese: it stands in no call that an extractor could find."""

from collections.abc import Iterator

from gmis_simulator.data import own_personas
from gmis_simulator.defects.catalogue import DEFECTS, answer_of
from pytest_gmis.reports.reading import FACTS, every_issue
from pytest_gmis.reports.requirements import read_requirements
from pytest_gmis.reports.sources import KINDS, source_in_words
from pytest_gmis.reports.tags import TAGS
from pytest_gmis.reports.vocabulary import vocabulary


def texts() -> Iterator[str]:
    """Each that may have an English text; where there is none, the Japanese is shown."""
    yield from (*FACTS, "案内文書の手順", *KINDS.values(), *TAGS.values())
    for sentence in vocabulary():
        yield from (sentence.group, sentence.pattern, sentence.meaning, sentence.example)
    for persona in own_personas().values():
        yield from (persona.title, persona.source, persona.note, *persona.lists.values())
        for switch in persona.switches.values():
            yield from (switch.title, *switch.options.values())
    for issue in every_issue():
        yield from (issue.title, *issue.facts.values(), *(scenario.name for scenario in issue.scenarios))
        yield source_in_words(issue.facts.get("出典", ""))
        yield from (step.text for scenario in issue.scenarios for step in scenario.steps)
    for defect in map(answer_of, DEFECTS.values()):
        yield from (defect.title, defect.harm, defect.seen, defect.area_title, defect.source)
    requirements = read_requirements()
    yield from requirements.kinds.values()
    yield from (text for each in requirements.known.values() for text in (each.title, each.source))
