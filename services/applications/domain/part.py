"""Parts of an aggregate: one aggregate, a file for each stretch of its life."""

from eventsourcing.domain import CommandMethodDecorator


class Part:
    """A mixin whose recorders become the aggregate's own events.

    The library looks for ``@event`` methods in the aggregate class itself only, so that the
    recorders of the parts are put there when the class is made. List parts before ``Aggregate``.
    """

    def __init_subclass__(cls) -> None:
        for part in cls.__mro__[1:]:
            if issubclass(part, Part):
                cls._adopt_recorders(part)
        super().__init_subclass__()

    @classmethod
    def _adopt_recorders(cls, part: type["Part"]) -> None:
        for name, method in vars(part).items():
            if isinstance(method, CommandMethodDecorator) and name not in vars(cls):
                setattr(cls, name, method)
