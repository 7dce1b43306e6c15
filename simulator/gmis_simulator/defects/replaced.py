"""A function of the simulator, replaced for as long as a defect that names it is in force, and only where it is."""

import functools
import inspect
import sys
from collections.abc import Callable
from typing import Any

from gmis_simulator.defects.in_force import in_force

Function = Callable[..., Any]
Wrong = Callable[..., Any]
"""Stands in for a function: it is given the right one, and then what that one would be given."""

_PACKAGE = "gmis_simulator."


class _Replaced:
    """One function with all that may stand in for it."""

    def __init__(self, right: Function) -> None:
        self._right = right
        self._wrong: dict[str, Wrong] = {}

    def add(self, name: str, wrong: Wrong) -> None:
        self._wrong[name] = wrong

    def chosen(self) -> Function:
        """The right one, or that one in the hands of those that are in force."""
        found = self._right
        on = in_force()
        for name, wrong in self._wrong.items():
            if not name or name in on:
                found = functools.partial(wrong, found)
        return found


_replaced: dict[Any, _Replaced] = {}  # by what stands in its place


def replace(target: Any, name: str, wrong: Wrong) -> None:
    """Have ``wrong`` called in the place of ``target``, a function, method or property, where ``name`` is in force.

    An empty ``name`` always is. Raises TypeError for what does not stand where it says that it stands, and so could
    not be replaced.
    """
    if target not in _replaced:
        right: Function = _function_of(target)
        made = _Replaced(right)
        stand_in = _in_place_of(right, made)
        _put_in_place(target, property(stand_in) if isinstance(target, property) else stand_in)
        _replaced[target] = made
    _replaced[target].add(name, wrong)


def _function_of(target: Any) -> Any:
    return target.fget if isinstance(target, property) else target


def _in_place_of(right: Function, made: _Replaced) -> Function:
    @functools.wraps(right)
    def called(*given: Any, **named: Any) -> Any:
        return made.chosen()(*given, **named)

    @functools.wraps(right)
    async def awaited(*given: Any, **named: Any) -> Any:
        return await made.chosen()(*given, **named)

    return awaited if inspect.iscoroutinefunction(right) else called


def _put_in_place(target: Any, stand_in: Any) -> None:
    right = _function_of(target)
    *owners, attribute = right.__qualname__.split(".")
    owner: Any = functools.reduce(getattr, owners, sys.modules[right.__module__])
    if vars(owner).get(attribute) is not target:
        raise TypeError(f"{right.__module__}.{right.__qualname__} is not what stands there: it cannot be replaced")
    if owners:
        setattr(owner, attribute, stand_in)
        return
    for name, module in list(sys.modules.items()):  # wherever it was imported to
        if name.startswith(_PACKAGE):
            for alias, value in list(vars(module).items()):
                if value is target:
                    setattr(module, alias, stand_in)
