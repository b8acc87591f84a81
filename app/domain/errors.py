"""The ways a rule refuses. Each carries a sentence for the person; nothing has changed when one is raised."""

from app.domain.message import Message


class DomainError(Exception):
    """A rule said no. `message` is for the person."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class NotAllowed(DomainError):
    """The actor may not do this."""


class NotNow(DomainError):
    """The state of the case does not allow this step."""


class NotReady(DomainError):
    """Something is still missing; `obstacles` says what, one by one."""

    def __init__(self, message: Message, obstacles: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.obstacles = obstacles


class Stale(DomainError):
    """Somebody changed this while the actor was reading."""


class AlreadyDone(DomainError):
    """What may happen only once has happened."""


class Invalid(DomainError):
    """A value is not acceptable; `field` names the form field."""

    def __init__(self, message: Message, field: str = "") -> None:
        super().__init__(message)
        self.field = field
