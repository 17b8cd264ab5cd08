"""Circles: found, told from their first member, and no others."""

from __future__ import annotations

import pytest

from claims.check.graph import circles


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ({}, []),
        ({"a": ["b"], "b": []}, []),
        ({"a": ["a"]}, []),
        ({"a": ["b"], "b": ["a"]}, [("a", "b")]),
        ({"c": ["b"], "b": ["a"], "a": ["c"]}, [("a", "c", "b")]),
        ({"a": ["missing"]}, []),
        ({"a": ["b"], "b": ["a"], "x": ["y"], "y": ["x", "a"]}, [("a", "b"), ("x", "y")]),
    ],
)
def test_circles_are_told_once_from_their_first_member(graph: dict[str, list[str]], expected: list[tuple[str, ...]]) -> None:
    assert circles(graph) == expected


def test_the_walk_is_a_shortest_one_whatever_the_order_of_edges() -> None:
    graph = {"a": ["b", "c"], "b": ["c"], "c": ["d"], "d": ["a"]}
    assert circles(graph) == circles({node: targets[::-1] for node, targets in reversed(graph.items())}) == [("a", "c", "d")]


def test_a_chain_longer_than_the_stack_is_walked() -> None:
    graph = {f"{number:05d}": [f"{number + 1:05d}"] for number in range(20_000)}
    assert circles(graph) == []
    graph["19999"] = ["00000"]
    (circle,) = circles(graph)
    assert len(circle) == 20_000
