"""Circles among things that must not rest on themselves."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping


def circles(graph: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return one circle for each group of nodes that reach one another, as a walk from its first member back to before it.

    The first member is the least in alphabetical order and the walk a shortest one, so the order of the edges does not matter. A node
    that only points at itself is no circle here.
    """
    groups = _components({node: sorted(set(targets)) for node, targets in graph.items()})
    return sorted(_walk(min(group), group, graph) for group in groups if len(group) > 1)


def _walk(start: str, group: frozenset[str], graph: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    came_from: dict[str, str] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for target in sorted(set(graph[node]) & group):
            if target == start and node != start:
                walk = [node]
                while walk[-1] != start:
                    walk.append(came_from[walk[-1]])
                return tuple(reversed(walk))
            if target not in came_from and target != start:
                came_from[target] = node
                queue.append(target)
    raise AssertionError("a strongly connected group has a circle through each member")  # pragma: no cover


def _components(graph: Mapping[str, list[str]]) -> list[frozenset[str]]:
    # Tarjan's algorithm without recursion: a chain of claims may be longer than Python's stack.
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[frozenset[str]] = []
    for root in sorted(graph):
        if root in index:
            continue
        work = [(root, iter(graph[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in graph:
                    continue
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(graph[target])))
                    break
                if target in on_stack:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group = set()
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        group.add(member)
                        if member == node:
                            break
                    found.append(frozenset(group))
    return found
