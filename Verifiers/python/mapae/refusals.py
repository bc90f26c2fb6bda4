"""Refusals of a load, by their names in the registry."""


class Refused(Exception):
    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


def refuse_unless(holds: bool, name: str) -> None:
    if not holds:
        raise Refused(name)
