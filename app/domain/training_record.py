"""Criterion 1.3 rates itself: the level that the platform's own record of training shows.

Source of the rule: the level texts of criterion 1.3, on paper. Level 4 asks for a change of people, which no
record shows; an assessor may still find it.
"""

from collections.abc import Collection
from dataclasses import dataclass

CRITERION = "1.3"
AT_LEVEL_TWO = ("m1-rights", "m3-reporting")


@dataclass(frozen=True)
class TrainingRecord:
    """Ids of the modules that the head and the coordinator have passed; None: there is no such person yet."""

    modules: Collection[str]
    head: Collection[str] | None = None
    coordinator: Collection[str] | None = None

    @property
    def head_trained(self) -> bool:
        return self.head is not None and set(self.modules) <= set(self.head)

    @property
    def coordinator_trained(self) -> bool:
        return self.coordinator is not None and set(self.modules) <= set(self.coordinator)

    @property
    def level(self) -> int:
        """0 to 3."""
        both = set(self.head or ()) & set(self.coordinator or ())
        if set(self.modules) <= both:
            return 3
        if len(both) >= 3 and both.issuperset(AT_LEVEL_TWO):
            return 2
        return 1 if self.head or self.coordinator else 0
