"""Groups of names that stand for one thing, built up document by document."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Disjoint sets of keys: what shares a key is one.

    >>> g = Groups(); g.join(["a", "b"]); g.join(["b", "c"]); g.find("c") == g.find("a")
    True
    """

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, key: str) -> str:
        """Return the key that stands for a key's group: the least of its members."""
        parent = self._parent
        root = key
        while (above := parent.get(root, root)) != root:
            root = above
        while key != root:
            parent[key], key = root, parent[key]
        return root

    def join(self, keys: Iterable[str]) -> None:
        """Make one group of the groups of all keys."""
        roots = sorted({self.find(k) for k in keys})
        for root in roots:
            self._parent[root] = roots[0]
