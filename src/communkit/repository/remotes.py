"""Where a repository is published, as its git configuration says: without passwords, as an address people open."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from communkit.repository import git
from communkit.repository.facts import Fact, Seen, Sure, citable
from communkit.repository.tree import Tree

_SCP = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w-]+(?:\.[\w-]+)+):(?P<path>(?!//)[^\s]+)\Z")


def read_remotes(tree: Tree) -> tuple[Fact[str], ...]:
    """The addresses of the remotes, `origin` first; those on somebody's disk left out."""
    if tree.repository is None:
        return ()
    try:
        answer = git.ask(tree.repository, "config", "--local", "-z", "--get-regexp", r"^remote\..*\.url$")
    except git.GitFailed:
        return ()
    found = []
    for entry in answer.split(b"\0"):
        key, _, value = entry.decode("utf-8", "replace").partition("\n")
        address = public_address(value)
        if address:
            found.append((key != "remote.origin.url", key != "remote.upstream.url", key, address))
    seen = Seen(".git/config", None, "git-remote", Sure.MEDIUM)
    return tuple(Fact(address, (seen,)) for address in dict.fromkeys(one[-1] for one in sorted(found)))


def public_address(url: str) -> str | None:
    """`url` as an https address without user, password, query; None for a path on a disk or what is no address."""
    url = url.strip()
    if not url or len(url) > 500 or not citable(url) or re.search(r"[\s<>\"']", url):
        return None
    if "://" not in url:
        found = _SCP.match(url)
        return _https(found["host"], found["path"]) if found else None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https", "ssh", "git", "git+ssh", "git+https"} or not host:
        return None
    if port and parts.scheme in {"http", "https"} and port not in (80, 443):
        host = f"{host}:{port}"
    return _https(host, parts.path)


def _https(host: str, path: str) -> str | None:
    path = path.split("?")[0].split("#")[0].strip("/").removesuffix(".git")
    return f"https://{host.lower()}/{path}" if path else None
